// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Text, text } from '@sluis/ai-act'
import { z } from 'zod'
import { kindOf, type SourceFile } from './folder.ts'
import { says } from './in-words.ts'

/** The packs that come with Sluis. */
const packsFolder = fileURLToPath(new URL('../../../../policies/', import.meta.url))

const plainName = '[a-z][a-z0-9-]{0,39}'
const ownPack = new RegExp(`^\\./${plainName}(/${plainName})*$`)

/** `safe-agent` is a pack of Sluis; `./packs/ours` is a folder of the organisation's own. */
export const packName = z
  .string()
  .max(200)
  .refine(
    (name) => new RegExp(`^${plainName}$`).test(name) || ownPack.test(name),
    says(
      'noem een pakket, zoals safe-agent, of een eigen map, zoals ./packs/ours',
      'name a pack as in safe-agent, or a folder of your own as in ./packs/ours',
    ),
  )

/**
 * The rules of a pack, or why they can't be read. Files are named as in `sluis/policies/safe-agent/safe-agent.cedar`.
 */
export function readPack(root: string, name: string): readonly SourceFile[] | { readonly problem: Text } {
  const isOwn = ownPack.test(name)
  const folder = isOwn ? join(root, name) : join(packsFolder, name)
  if (kindOf(folder) !== 'folder') {
    return {
      problem: isOwn
        ? text(
            `er is hier geen map ${name}; maak haar of verbeter de naam`,
            `there is no folder ${name} here; make it or mend the name`,
          )
        : unknown(name),
    }
  }
  // Through a link, somebody who may not write here could change the rules (P9).
  if (isOwn && !`${realpathSync(folder)}${sep}`.startsWith(realpathSync(root) + sep)) {
    return {
      problem: text(
        `${name} ligt buiten de map van de organisatie; zet de regels erin`,
        `${name} lies outside the organisation's folder; put the rules inside it`,
      ),
    }
  }
  const entries = readdirSync(folder, { withFileTypes: true })
  // A rule that is not read must be reported: whoever put it there believes that it is in force.
  const passedOver = entries.find(
    (entry) => /^[^.].*\.cedar$/i.test(entry.name) && !(entry.isFile() && isCedar(entry.name)),
  )
  if (passedOver !== undefined) {
    const { name: rule } = passedOver
    return {
      problem: text(
        `${name}/${rule} wordt niet gelezen; zet er een gewoon bestand neer waarvan de naam op .cedar eindigt, of haal het weg`,
        `${name}/${rule} is not read; put a plain file there whose name ends in .cedar, or take it out`,
      ),
    }
  }
  const files = entries
    .filter((entry) => entry.isFile() && isCedar(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => ({
      name: isOwn ? `${name.slice(2)}/${entry.name}` : `sluis/policies/${name}/${entry.name}`,
      text: readFileSync(join(folder, entry.name), 'utf8'),
    }))
  return files.length > 0
    ? files
    : {
        problem: isOwn
          ? text(`in ${name} staat geen bestand met regels (*.cedar)`, `${name} has no file with rules (*.cedar)`)
          : unknown(name),
      }
}

function unknown(name: string): Text {
  const known = readdirSync(packsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(packsFolder, entry.name)).some(isCedar))
    .map((entry) => entry.name)
  const all = known.sort().join(', ')
  return text(`er is geen pakket ${name}; Sluis heeft ${all}`, `there is no pack ${name}; Sluis has ${all}`)
}

function isCedar(name: string): boolean {
  return name.endsWith('.cedar')
}
