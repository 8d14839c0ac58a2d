// SPDX-License-Identifier: EUPL-1.2
import { LogError } from '../src/error.ts'
import type { LogSource } from '../src/log-source.ts'
import { maxGivenLength } from '../src/proof-file.ts'

/** What the reader wants to have checked: one file, or the folder of an exported log by the paths in it. */
export type Subject =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'folder'; readonly name: string; readonly files: ReadonlyMap<string, File> }

export async function readFile(file: File, maxLength = maxGivenLength): Promise<Uint8Array> {
  if (file.size > maxLength) throw new LogError('too-large', `${file.name} is longer than ${maxLength} bytes`)
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (cause) {
    const reason = cause instanceof Error ? cause.name : String(cause)
    throw new LogError('unreachable', `${file.name} could not be read (${reason})`, { cause })
  }
}

/** The folder that a browser was told to open: each file's path begins with the folder's own name. */
export function folderOf(list: Iterable<File>): Subject | undefined {
  const files = new Map<string, File>()
  let name: string | undefined
  for (const file of list) {
    const [folder = '', ...path] = file.webkitRelativePath.split('/')
    name ??= folder
    files.set(path.join('/'), file)
  }
  return name === undefined ? undefined : { kind: 'folder', name, files }
}

/** Every read is a task of its own, so a long log leaves the page free to show how far it is. */
export function folderSource(files: ReadonlyMap<string, File>): LogSource {
  return {
    read: async (path, maxLength) => {
      const file = files.get(path)
      if (file === undefined) throw new LogError('not-found', `${path} does not exist`)
      return await readFile(file, maxLength)
    },
    list: () => files.keys(),
  }
}
