// SPDX-License-Identifier: EUPL-1.2
import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LogError } from '../error.ts'
import type { LogSource } from '../log-source.ts'

/** What the system says when a path names nothing that may be read as a file: absent, or a link to elsewhere. */
const absent = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EMLINK', 'EISDIR', 'ENXIO'])

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/**
 * Reads a regular file up to a bound. A link is not followed and a pipe or device not waited for: the directory may
 * come from someone who wants the reader to hang, or to read something else.
 */
export function readFileBounded(path: string, maxLength: number): Uint8Array {
  let descriptor: number | undefined
  try {
    // The flags are 0 where the system doesn't know them (Windows).
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
    descriptor = openSync(path, flags)
    const status = fstatSync(descriptor)
    if (!status.isFile()) throw new LogError('not-found', `${path} is not a file`)
    if (status.size > maxLength) throw new LogError('too-large', `${path} is longer than ${maxLength} bytes`)
    const bytes = new Uint8Array(status.size)
    let length = 0
    while (length < bytes.length) {
      const read = readSync(descriptor, bytes, length, bytes.length - length, null)
      if (read === 0) break
      length += read
    }
    return bytes.subarray(0, length)
  } catch (cause) {
    if (cause instanceof LogError) throw cause
    if (absent.has(codeOf(cause))) throw new LogError('not-found', `${path} does not exist`, { cause })
    throw new LogError('unreachable', `${path} could not be read (${codeOf(cause)})`, { cause })
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** What stands at a path, links followed; nothing when that can't be told. */
export function kindOf(path: string): 'file' | 'directory' | undefined {
  try {
    const status = statSync(path)
    return status.isFile() ? 'file' : status.isDirectory() ? 'directory' : undefined
  } catch {
    return undefined
  }
}

function readDirectory(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch (cause) {
    throw new LogError('unreachable', `${path} could not be read (${codeOf(cause)})`, { cause })
  }
}

function* listFiles(root: string, below: string): Generator<string> {
  for (const found of readDirectory(join(root, below))) {
    const path = below === '' ? found.name : `${below}/${found.name}`
    // A link to a directory isn't entered: it is listed, as a file that belongs to no log.
    if (found.isDirectory()) yield* listFiles(root, path)
    else yield path
  }
}

/** Reads an exported log from a directory. Throws `unreachable` when there is no such directory. */
export function directorySource(directory: string): LogSource {
  if (kindOf(directory) !== 'directory') {
    throw new LogError('unreachable', `${directory} is not a directory`)
  }
  return {
    read: (path, maxLength) => readFileBounded(join(directory, path), maxLength),
    list: () => listFiles(directory, ''),
  }
}
