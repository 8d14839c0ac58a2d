// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export interface SourceFile {
  readonly name: string
  readonly text: string
}

export const places = [
  { directory: '.', endings: ['.yaml'] },
  { directory: 'systems', endings: ['.yaml'] },
  { directory: 'tasks', endings: ['.yaml'] },
  { directory: 'dictionaries', endings: ['.txt'] },
  { directory: 'policies', endings: ['.cedar'] },
  { directory: 'policies-shadow', endings: ['.cedar'] },
] as const

/** Reads only the named places and never a whole tree: a stray or linked folder can't make loading endless. */
export function readFolder(root: string): readonly SourceFile[] {
  return places
    .flatMap(({ directory, endings }) => {
      const path = join(root, directory)
      if (kindOf(path) !== 'folder') return []
      return readdirSync(path)
        .filter((name) => endings.some((ending) => name.endsWith(ending)))
        .map((name) => join(path, name))
        .filter((file) => kindOf(file) === 'file')
    })
    .map((file) => ({ name: relative(root, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** What a path leads to, links followed; a link to nowhere counts as `other`. */
export function kindOf(path: string): 'none' | 'file' | 'folder' | 'other' {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return lstatSync(path, { throwIfNoEntry: false }) === undefined ? 'none' : 'other'
  if (found.isFile()) return 'file'
  return found.isDirectory() ? 'folder' : 'other'
}

export function digestOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256')
  for (const { name, text } of files) hash.update(JSON.stringify([name, text]))
  return hash.digest('hex')
}
