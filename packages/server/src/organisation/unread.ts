// SPDX-License-Identifier: EUPL-1.2
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { kindOf, places } from './folder.ts'
import { type Problem, problemAt } from './problem.ts'

const ownFiles = ['organisation', 'providers', 'tools', 'issuers', 'detectors']

/**
 * Reports files in places that are read which would be passed over: whoever put a rule or a detector there believes that
 * it works. Elsewhere in its folder an organisation may keep what it likes.
 */
export function unreadIn(root: string, packs: readonly string[]): readonly Problem[] {
  return places.flatMap(({ directory, endings }) => {
    const path = join(root, directory)
    const kind = kindOf(path)
    if (kind === 'none') return []
    if (kind !== 'folder') return [notReadable(directory, 'map', 'folder')]
    return readdirSync(path)
      .filter((name) => !name.startsWith('.'))
      .flatMap((name) => unreadAt({ root, directory, endings, name }, packs))
  })
}

interface Found {
  readonly root: string
  readonly directory: string
  readonly endings: readonly string[]
  readonly name: string
}

function unreadAt({ root, directory, endings, name }: Found, packs: readonly string[]): readonly Problem[] {
  const isRoot = directory === '.'
  const file = isRoot ? name : `${directory}/${name}`
  const kind = kindOf(join(root, file))
  const ending = endings.find((one) =>
    name
      .toLowerCase()
      .replace(/\.yml$/, '.yaml')
      .endsWith(one),
  )
  const stem = name.slice(0, name.lastIndexOf('.'))
  const isMeant = ending !== undefined && (!isRoot || ownFiles.includes(stem.toLowerCase()))
  if (isMeant && name.endsWith(ending)) return kind === 'file' ? [] : [notReadable(file, 'bestand', 'file')]
  if (kind === 'folder') return isRoot || isReadElsewhere(file, packs) ? [] : [folder(file, directory)]
  return isMeant ? [misnamed(file, `${isRoot ? stem.toLowerCase() : stem}${ending}`)] : []
}

/** Cases of rules, and packs of the organisation's own that `packs` names, are read elsewhere. */
function isReadElsewhere(folder: string, packs: readonly string[]): boolean {
  return folder === 'policies/cases' || packs.some((pack) => `${pack}/`.startsWith(`./${folder}/`))
}

function folder(file: string, directory: string): Problem {
  return problemAt(
    { file },
    `wat in deze map staat, wordt niet gelezen; zet het in ${directory}/ zelf, of haal de map weg`,
    `what is in this folder is not read; put it in ${directory}/ itself, or take the folder out`,
  )
}

function misnamed(file: string, name: string): Problem {
  return problemAt(
    { file },
    `dit bestand wordt niet gelezen; noem het ${name}, of haal het weg`,
    `this file is not read; call it ${name}, or take it out`,
  )
}

/** A link to nowhere, or a folder where a file should be, or the reverse. */
function notReadable(file: string, nl: string, en: string): Problem {
  return problemAt(
    { file },
    `dit is geen ${nl} om te lezen; zet er een neer, of haal het weg`,
    `this is no ${en} that can be read; put one in its place, or take it out`,
  )
}
