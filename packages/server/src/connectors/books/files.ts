// SPDX-License-Identifier: EUPL-1.2
import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ConnectorError } from '../error.ts'

const maxFileBytes = 10 * 1024 * 1024

/** Whether a name is a plain path below a folder: `invoices/2026-0101.xml`, with `/` on every system. */
export function isSafeName(name: string): boolean {
  if (name.length === 0 || name.length > 500 || /[\x00-\x1f\x7f\\:]/.test(name)) return false
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

/**
 * Reads the bytes of one regular file below a folder, once: what is checked is what is sent. Throws `document-refused`
 * for an unsafe name, a link anywhere in the path, anything but a regular file, or more than 10 MB; `document-missing`
 * when there is no such file.
 */
export async function readDocument(folder: string, name: string): Promise<Buffer> {
  if (!isSafeName(name)) throw new ConnectorError('document-refused', 'a document is named by its path in the books')
  const parts = name.split('/')
  for (let depth = 1; depth < parts.length; depth++) {
    const directory = join(folder, ...parts.slice(0, depth))
    const found = await attempt(name, () => lstat(directory))
    if (!found.isDirectory()) throw new ConnectorError('document-refused', `${name}: not in a folder of the books`)
  }
  // O_NOFOLLOW refuses a link as the last part. Without O_NONBLOCK, opening a pipe would wait for a writer for ever.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const file = await attempt(name, () => open(join(folder, ...parts), flags))
  try {
    const { size } = await regular(name, file)
    const bytes = Buffer.alloc(size + 1)
    let length = 0
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, null)
      length += bytesRead
      if (bytesRead === 0) return bytes.subarray(0, length)
      // Longer than its size said: somebody is writing to it now.
      if (length > size) throw new ConnectorError('document-refused', `${name}: changed while it was read`)
    }
  } finally {
    await file.close()
  }
}

async function regular(name: string, file: Awaited<ReturnType<typeof open>>): Promise<{ size: number }> {
  const status = await file.stat()
  if (!status.isFile()) throw new ConnectorError('document-refused', `${name}: not a regular file`)
  if (status.size > maxFileBytes) throw new ConnectorError('document-refused', `${name}: larger than 10 MB`)
  return status
}

/** The names of what is in a folder, sorted, without sub-folders and files that start with a dot. */
export async function namesIn(folder: string, directory: string): Promise<readonly string[]> {
  const entries = await attempt(directory, () => readdir(join(folder, directory), { withFileTypes: true }))
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => `${directory}/${name}`)
    .sort()
}

/** The operating system's own messages hold absolute paths of this machine, which are no business of an agent. */
async function attempt<T>(name: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ConnectorError('document-missing', `${name}: no such file`)
    throw new ConnectorError('document-refused', `${name}: can't be opened as a plain file (${code})`)
  }
}
