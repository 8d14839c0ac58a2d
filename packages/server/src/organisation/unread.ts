// SPDX-License-Identifier: EUPL-1.2
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { places } from './folder.ts'
import { type Problem, problemAt } from './problem.ts'

const ownFiles = ['organisation', 'providers', 'tools', 'issuers', 'detectors']

/**
 * What stands where files are read, and would be passed over: whoever put a rule or a detector there believes that it
 * holds. Beside its own files an organisation may keep in its folder what it likes.
 */
export function unreadIn(root: string, packs: readonly string[]): readonly Problem[] {
  return places.flatMap(({ directory, endings }) => {
    const path = join(root, directory)
    if (!existsSync(path)) return []
    const isRoot = directory === '.'
    return readdirSync(path)
      .filter((name) => !name.startsWith('.'))
      .flatMap((name): readonly Problem[] => {
        const file = isRoot ? name : `${directory}/${name}`
        if (statSync(join(path, name), { throwIfNoEntry: false })?.isDirectory() === true) {
          return isRoot || isReadElsewhere(file, packs) ? [] : [folder(file, directory)]
        }
        const ending = endings.find((one) =>
          name
            .toLowerCase()
            .replace(/\.yml$/, '.yaml')
            .endsWith(one),
        )
        if (ending === undefined || name.endsWith(ending)) return []
        const stem = name.slice(0, name.lastIndexOf('.'))
        if (!isRoot) return [misnamed(file, `${stem}${ending}`)]
        const own = stem.toLowerCase()
        return ownFiles.includes(own) ? [misnamed(file, `${own}${ending}`)] : []
      })
  })
}

/** Cases of rules, and a pack of the organisation's own that `packs` names. */
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
