// SPDX-License-Identifier: EUPL-1.2
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The packs that come with Sluis. */
const packsFolder = fileURLToPath(new URL('../../../../policies/', import.meta.url))

const plainName = '[a-z][a-z0-9-]{0,39}'
const ownPack = new RegExp(`^\\./${plainName}(/${plainName})*$`)

/** `safe-agent` is a pack of Sluis; `./packs/ours` is a folder of the organisation's own. */
export const packName = z
  .string()
  .max(200)
  .refine((name) => new RegExp(`^${plainName}$`).test(name) || ownPack.test(name), {
    message: 'name a pack as in safe-agent, or a folder of your own as in ./packs/ours',
  })

interface PackFile {
  /** As problems and rules name it: `sluis/policies/safe-agent/safe-agent.cedar`. */
  readonly name: string
  readonly text: string
}

/** The rules of a pack, or what keeps them from being read. */
export function readPack(root: string, name: string): readonly PackFile[] | { readonly problem: string } {
  const isOwn = ownPack.test(name)
  const folder = isOwn ? join(root, name) : join(packsFolder, name)
  if (!existsSync(folder)) return { problem: isOwn ? `there is no folder ${name} here` : unknown(name) }
  // A link would let somebody who may not write here change the rules (P9).
  if (isOwn && !`${realpathSync(folder)}${sep}`.startsWith(realpathSync(root) + sep)) {
    return { problem: `${name} lies outside the organisation's folder` }
  }
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isCedar(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => ({
      name: isOwn ? `${name.slice(2)}/${entry.name}` : `sluis/policies/${name}/${entry.name}`,
      text: readFileSync(join(folder, entry.name), 'utf8'),
    }))
  return files.length > 0 ? files : { problem: isOwn ? `${name} has no *.cedar file` : unknown(name) }
}

function unknown(name: string): string {
  const known = readdirSync(packsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(packsFolder, entry.name)).some(isCedar))
    .map((entry) => entry.name)
  return `there is no pack ${name}; Sluis has ${known.sort().join(', ')}`
}

function isCedar(name: string): boolean {
  return name.endsWith('.cedar')
}
