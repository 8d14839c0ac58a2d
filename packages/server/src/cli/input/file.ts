// SPDX-License-Identifier: EUPL-1.2
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { CliError, systemCode } from '../error.ts'
import type { Terminal } from '../terminal.ts'

type Speaker = Pick<Terminal, 'say'>

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

/** Reads a file or a pipe, up to a limit. Throws `unusable` with what is wrong. */
export function readBounded(path: string, maxBytes: number, terminal: Speaker): Buffer {
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, 'r')
    const bytes = Buffer.alloc(maxBytes + 1)
    let length = 0
    for (let read = -1; read !== 0 && length <= maxBytes; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, null)
    }
    if (length > maxBytes) throw tooLarge(path, maxBytes, terminal)
    return bytes.subarray(0, length)
  } catch (error) {
    throw error instanceof CliError ? error : unreadable(path, error, terminal)
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** Reads standard input, up to a limit. Throws `unusable`. */
export async function readStandardInput(maxBytes: number, terminal: Speaker): Promise<Buffer> {
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk)
    total += bytes.length
    if (total > maxBytes) throw tooLarge(terminal.say('De invoer', 'The input'), maxBytes, terminal)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks, total)
}

function tooLarge(name: string, maxBytes: number, { say }: Speaker): CliError {
  const limit = maxBytes >= 1_048_576 ? `${maxBytes / 1_048_576} MB` : `${maxBytes / 1024} kB`
  return new CliError('unusable', say(`${name} is groter dan ${limit}.`, `${name} is larger than ${limit}.`))
}

function unreadable(path: string, error: unknown, { say }: Speaker): CliError {
  const code = systemCode(error)
  if (code === 'ENOENT')
    return new CliError('unusable', say(`Er is geen bestand ${path}.`, `There is no file ${path}.`))
  if (code === 'EACCES') {
    return new CliError('unusable', say(`U mag ${path} niet lezen.`, `You are not allowed to read ${path}.`))
  }
  return new CliError('unusable', say(`${path} is niet te lezen (${code}).`, `${path} can't be read (${code}).`))
}
