// SPDX-License-Identifier: EUPL-1.2
// Asks the Go program beside this file the questions that the package is asked too.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildGo } from '../go-verifier/go-verifier.ts'

export type Question =
  | { readonly kind: 'note'; readonly text: Uint8Array; readonly keys: readonly string[] }
  | { readonly kind: 'key'; readonly keys: readonly [string] }
  | { readonly kind: 'path'; readonly path: string }
  | {
      readonly kind: 'signature'
      readonly publicKey: Uint8Array
      readonly message: Uint8Array
      readonly signature: Uint8Array
    }
  | ProofQuestion
  | { readonly kind: 'proofs' | 'tiles'; readonly size: number }

/** `number` is the entry's for `record`, and the size of the older tree for `tree`, whose root `leaf` then is. */
export interface ProofQuestion {
  readonly kind: 'record' | 'tree'
  readonly size: number
  readonly root: Uint8Array
  readonly number: number
  readonly leaf: Uint8Array
  readonly proof: readonly Uint8Array[]
}

interface Answer {
  readonly ok: boolean
  readonly text: string
  readonly signers: readonly string[] | null
  readonly paths: readonly string[] | null
}

/** Answers all of the questions, in their order. */
export type GoOracle = (questions: readonly Question[]) => readonly Answer[]

export function buildGoOracle(folder: string): GoOracle {
  const program = join(folder, 'go-oracle')
  buildGo(import.meta.dirname, program)
  return (questions) => {
    const input = questions
      .map((question) =>
        JSON.stringify(Object.fromEntries(Object.entries(question).map(([name, value]) => [name, written(value)]))),
      )
      .join('\n')
    const { status, stdout, stderr } = spawnSync(program, {
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      timeout: 60_000,
    })
    assert.equal(status, 0, stderr)
    const answers = stdout.trimEnd().split('\n')
    assert.equal(answers.length, questions.length)
    return answers.map((line): Answer => JSON.parse(line))
  }
}

/** Bytes as Go reads them from JSON, in base64; and numbers in all their digits, which JSON's own form rounds. */
function written(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (typeof value === 'number') return String(BigInt(value))
  return Array.isArray(value) ? value.map(written) : value
}
