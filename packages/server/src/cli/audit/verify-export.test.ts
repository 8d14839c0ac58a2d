// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { canonicalText, formatVerifierKey } from '@sluis/log'
import { testKey } from '../../../../log/src/test/keys.ts'
import { MemoryLog } from '../../../../log/src/test/memory-log.ts'
import { sayIn } from '../language.ts'
import { tellVerified, verdictCode } from '../tell/verified.ts'
import type { Terminal } from '../terminal.ts'
import { verifyExport } from './verify-export.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-verify-'))
after(() => rmSync(folder, { recursive: true }))
const operator = testKey('test.example/log', 1)
const say = sayIn('en')
const terminal: Terminal = {
  language: 'en',
  say,
  environment: {},
  command: 'sluis',
  isAttended: false,
  out: () => undefined,
  warn: () => undefined,
  json: () => undefined,
  exitWith: () => undefined,
}

type Entry = Readonly<Record<string, unknown>>

const allowed = (number: number, call = `call-${number}`): Entry => ({
  at: number,
  kind: 'call.allowed',
  series: 'agent:reporter',
  number,
  data: { call, agent: 'reporter' },
})
const ended = (call: string, at: number, outcome = 'done'): Entry => ({
  at,
  kind: 'call.ended',
  data: { call, outcome },
})

interface Given {
  readonly against?: readonly string[]
  readonly key?: string | undefined
}

/** What a reader is told of a log that an operator wrote and signed as they liked. */
async function told(name: string, entries: readonly Entry[], given: Given = {}): Promise<readonly [number, string]> {
  const directory = await written(name, entries)
  const { against = [], key } = { key: formatVerifierKey(operator.key), ...given }
  const verified = await verifyExport({ directory, key, against }, terminal)
  return [verdictCode(verified), tellVerified(verified, against, say).join('\n')]
}

async function written(name: string, entries: readonly Entry[]): Promise<string> {
  const leafOf = (entry: Entry): string => canonicalText(JSON.parse(JSON.stringify({ v: 1, salt: 's', ...entry })))
  const directory = join(folder, name)
  for (const [path, bytes] of await MemoryLog.of(entries.map(leafOf)).files(operator.signer)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), bytes)
  }
  return directory
}

describe('the verification of an export', () => {
  it('adds up what a right log proves, and says what it can not prove (P2, P3)', async () => {
    const [code, text] = await told('right', [
      allowed(1),
      ended('call-1', 1),
      allowed(2),
      ended('call-2', 2, 'unknown'),
      { ...allowed(3), kind: 'call.denied' },
      allowed(4),
    ])
    assert.equal(code, 0)
    assert.match(text, /^VALID\n/)
    assert.match(text, /from the first \(0\) to the last \(5\)/)
    assert.match(text, /numbered without gaps: reporter 1 to 4 \(P3\)/)
    assert.match(text, /Of 4 calls: 3 allowed, 1 denied\./)
    assert.match(text, /No allowed call has more than one outcome: 1 done, 1 unknown, 1 without one yet \(P2\)/)
    assert.match(text, /call-4, entry 5: without an outcome yet/)
    assert.match(text, /call-2, entry 3: outcome unknown/)
    assert.match(text, /Not proved:\n- What never passed the gate\./)
  })

  it('refuses a log that its own operator signed with a call left out, and names the entry (P3)', async () => {
    const [code, text] = await told('gap', [allowed(1), ended('call-1', 1), allowed(3)])
    assert.equal(code, 1)
    assert.match(text, /^INVALID/)
    assert.match(
      text,
      /tile\/entries\/000\.p\/3, entry 2: number 2 of agent:reporter is missing: 3 is here instead \(P3\)/,
    )
  })

  it('refuses a second outcome, and names the entry (P2)', async () => {
    const [code, text] = await told('twice', [allowed(1), ended('call-1', 1), ended('call-1', 2, 'failed')])
    assert.equal(code, 1)
    assert.match(text, /entry 2: gives an outcome to a call that expects none/)
  })

  it('answers about a log that its operator wrote to make a verifier fail', async () => {
    const [code, text] = await told('shape', [{ ...allowed(1), data: { call: 'c', agent: { toString: 1 } } }])
    assert.equal(code, 1)
    assert.match(text, /entry 0: is a call without a number of its agent \(P3\)/)
  })

  it('holds the log to what the reader kept, and finds what was cut off (P11)', async () => {
    const kept = join(await written('kept', [allowed(1), allowed(2)]), 'checkpoint')
    assert.equal((await told('grown', [allowed(1), allowed(2), allowed(3)], { against: [kept] }))[0], 0)
    const [code, text] = await told('cut', [allowed(1)], { against: [kept] })
    assert.equal(code, 1)
    assert.match(text, /1 entries from 1 on are missing/)
    assert.equal((await told('fork', [allowed(1), allowed(2, 'other')], { against: [kept] }))[0], 1)
  })

  it('tells what is not known from what is not right: no key 3, no directory 4, nothing to hold it to 2', async () => {
    const [code, text] = await told('right', [allowed(1)], { key: undefined })
    assert.equal(code, 3)
    assert.match(text, /^KEY UNKNOWN/)
    const key = formatVerifierKey(operator.key)
    const nowhere = await verifyExport({ directory: join(folder, 'nowhere'), key, against: [] }, terminal)
    assert.equal(verdictCode(nowhere), 4)
    const junk = join(folder, 'junk')
    writeFileSync(junk, 'hello\n')
    await assert.rejects(told('right', [allowed(1)], { against: [junk] }), { code: 'misused' })
  })

  it('proves an empty log empty', async () => {
    const [code, text] = await told('empty', [])
    assert.equal(code, 0)
    assert.match(text, /The log is empty\./)
    assert.match(text, /No agent made a call\./)
  })

  it('shares nothing with a server: it reaches the log format and this room only (P11)', () => {
    const seen = new Set<string>()
    const visit = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      const imports = readFileSync(file, 'utf8').matchAll(
        /^import (?!type )[^'"]*?['"]([^'"]+)['"]|import\(['"](.+)['"]\)/gm,
      )
      for (const [, fixed, lazy] of imports) {
        const name = fixed ?? lazy ?? ''
        if (name.startsWith('.')) visit(join(dirname(file), name))
        else assert.match(name, /^(node:|@sluis\/log(\/node)?$)/, `${file} imports ${name}`)
      }
    }
    for (const entrance of ['verify-export.ts', '../tell/verified.ts']) visit(join(import.meta.dirname, entrance))
    const outside = [...seen].filter((file) => !file.startsWith(`${dirname(import.meta.dirname)}/`))
    assert.deepEqual(outside, [])
    assert.ok(seen.size > 5)
  })
})
