// SPDX-License-Identifier: EUPL-1.2
// The office of policies/ behind Sluis, with the tools of a world and the packs that a test takes.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import type { Person } from '../../packages/server/src/organisation/index.ts'
import { openSluis, type Sluis } from '../../packages/server/src/sluis.ts'
import type { World } from './world.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Office extends AsyncDisposable {
  readonly gateUrl: string
  readonly agentKey: string
  /** Has the organisation take these packs and no others, as a person would. */
  take(packs: readonly string[]): Promise<void>
  /** Decides every open case; gives how many there were. */
  decide(verdict: 'approve' | 'reject'): Promise<number>
}

interface OfficeOptions {
  readonly world: World
  readonly modelUrl: string
  /** Tools of the market, and whether a person admitted how they are described. */
  readonly lookups: ReadonlyMap<string, boolean>
}

export async function openOffice({ world, modelUrl, lookups }: OfficeOptions): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-office-'))
  const organisationFolder = join(folder, 'organisation')
  cpSync(join(root, 'policies/office'), organisationFolder, { recursive: true })
  cpSync(join(root, 'examples/weekly-report/books'), join(folder, 'books'), { recursive: true })
  addLookups(organisationFolder, [...lookups.keys()])
  const settings = join(organisationFolder, 'organisation.yaml')
  const withoutPacks = readFileSync(settings, 'utf8')
  const urls = [...world.servers].map(([id, url]) => [`OFFICE_${id.toUpperCase()}_URL`, url])
  const sluis = await openSluis({
    organisationFolder,
    dataFolder: join(folder, 'data'),
    gatePort: await freePort(),
    deskPort: await freePort(),
    hostname: '127.0.0.1',
    graceMs: 500,
    environment: { ...Object.fromEntries(urls), OFFICE_MODEL_URL: modelUrl, OFFICE_SMTP_URL: world.smtpUrl },
  })
  await admitAll(sluis, lookups)
  const { key: agentKey } = await sluis.identity.issue({ kind: 'agent', principal: 'assistant' })
  return {
    gateUrl: sluis.gateUrl,
    agentKey,
    take: async (packs) => {
      writeFileSync(settings, `${withoutPacks}\npacks: [${packs.join(', ')}]\n`)
      await sluis.reload(personOf(sluis, 'ann'))
    },
    decide: async (verdict) => {
      const reviewer = personOf(sluis, 'ria')
      const open = await sluis.oversight.openCases()
      for (const { id } of open) {
        const seen = await sluis.oversight.caseOf(id, reviewer)
        if (seen === undefined) throw new RangeError(`no case ${id}`)
        const reason = verdict === 'reject' ? { reason: 'nobody asked for this' } : {}
        await sluis.oversight.decide(id, reviewer, { verdict, digest: seen.digest, ...reason })
      }
      return open.length
    },
    [Symbol.asyncDispose]: async () => {
      await sluis.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function addLookups(organisationFolder: string, names: readonly string[]): void {
  const tools = join(organisationFolder, 'tools.yaml')
  const entries = names.map((name) => `      ${name}: { groups: [only-reads, in-the-eu] }\n`).join('')
  const text = readFileSync(tools, 'utf8')
    .replace('      search:', `${entries}      search:`)
    .replace('../../examples/weekly-report/books', '../books')
  writeFileSync(tools, text)
  const system = join(organisationFolder, 'systems/office.yaml')
  const named = names.map((name) => `market_${name}, `).join('')
  writeFileSync(system, readFileSync(system, 'utf8').replace('tools: [', `tools: [${named}`))
}

/** As a person does who doesn't read: all but what the test says that nobody has admitted yet. */
async function admitAll({ tools, ...sluis }: Sluis, lookups: ReadonlyMap<string, boolean>): Promise<void> {
  const { tools: reviewed, troubles } = await tools.review()
  if (troubles.length > 0) throw new Error(JSON.stringify(troubles))
  for (const { name, ...about } of reviewed) {
    if (lookups.get(name.replace('market_', '')) === false) continue
    if (about.digest !== undefined) await tools.admit(name, about.digest, personOf(sluis, 'ann'))
  }
}

function personOf({ loaded }: Pick<Sluis, 'loaded'>, id: string): Person {
  const person = loaded().organisation.people.get(id)
  if (person === undefined) throw new RangeError(`nobody is called ${id}`)
  return person
}
