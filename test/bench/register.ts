// SPDX-License-Identifier: EUPL-1.2
// The register with 500 systems: `npm run bench -- register [--json]`. Each figure is processor time and time on the
// clock, in milliseconds, of one act in a process of its own, so that what is cold is cold.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { currentLaw, type Law, lawOf } from '@sluis/ai-act'
import { Journal } from '../../packages/server/src/journal/index.ts'
import { loadOrganisation, type Organisation, type System } from '../../packages/server/src/organisation/index.ts'
import { Register } from '../../packages/server/src/register/index.ts'

const count = 500
const example = loadOrganisation(new URL('../../examples/weekly-report/organisation', import.meta.url).pathname)

/** Kinds of systems as an organisation has them: most are settled, some are high risk, some nobody finished. */
const kinds: readonly ((facts: Record<string, unknown>) => Record<string, unknown>)[] = [
  (facts) => facts,
  (facts) => ({ ...facts, recruitment_or_selection: true, performs_profiling: true }),
  (facts) => ({ ...facts, interacts_directly_with_persons: true, obvious_that_it_is_ai: false }),
  ({ recruitment_or_selection, creditworthiness_natural_persons, ...facts }) => facts,
  ({ machine_based, role }) => ({ machine_based, role }),
  (facts) => ({ ...facts, creditworthiness_natural_persons: true, narrow_procedural_task: true }),
]

function organisationOf(): Organisation {
  const model = example.systems.get('weekly-report')
  if (model?.register === undefined) throw new Error('the example describes no system')
  const { register } = model
  const systems = Array.from({ length: count }, (_, at): System => {
    const facts = kinds[at % kinds.length]?.(register.facts) as typeof register.facts
    return { ...model, id: `system-${at}`, name: `System ${at}`, register: { ...register, facts } }
  })
  return { ...example, systems: new Map(systems.map((system) => [system.id, system])) }
}

interface Time {
  readonly cpuMs: number
  readonly wallMs: number
}

type Acts = Readonly<Record<string, Time>>

async function inProcess(folder: string, law: Law): Promise<Acts> {
  const times: Record<string, Time> = {}
  const time = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
    const [cpu, wall] = [process.cpuUsage(), performance.now()]
    const result = await act()
    const { user, system } = process.cpuUsage(cpu)
    times[name] = { cpuMs: (user + system) / 1000, wallMs: performance.now() - wall }
    return result
  }
  const organisation = organisationOf()
  const other = law === currentLaw ? lawOf('2024-08-01') : currentLaw
  const projections = new URL('../../packages/server/src/projections.ts', import.meta.url)
  const journal = await Journal.open({ folder, origin: 'bench/log', projections })
  const parts = { journal, organisation: () => organisation, now: () => Date.UTC(2026, 10, 22, 12), law }
  const register = await time('open', () => Register.open(parts))
  const list = async (): Promise<void> => {
    const systems = await register.list()
    if (systems.length !== count) throw new Error(`${systems.length} systems`)
  }
  await time('listCold', list)
  await time('portfolioWarm', () => register.portfolio())
  await time('listWarm', list)
  const answer = { fact: 'operates_with_some_autonomy', value: true, source: 'bench' }
  await register.answer('system-4', answer, 'anna')
  await time('listAfterAnAnswer', list)
  await time('differences', async () => {
    const differences = await register.differences({ law: other, on: '2026-11-22' })
    if (differences.length === 0) throw new Error('another law changed nothing')
  })
  register.close()
  await journal.close()
  return times
}

const [role, folder = '', version = ''] = process.argv.slice(2)
if (role === '--act') {
  console.log(JSON.stringify(await inProcess(folder, lawOf(version))))
} else {
  const house = mkdtempSync(join(tmpdir(), 'sluis-bench-register-'))
  const act = (law: string): Acts => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, '--act', house, law], {
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(stderr)
    return JSON.parse(stdout)
  }
  try {
    const first = act('2024-08-01')
    const changed = act(currentLaw.version)
    const again = act(currentLaw.version)
    const figures = { register: first.open, lawChanged: changed.open, ...again }
    if (process.argv.includes('--json')) console.log(JSON.stringify(figures))
    else console.table(figures)
  } finally {
    rmSync(house, { recursive: true })
  }
}
