// SPDX-License-Identifier: EUPL-1.2
// What a call costs at the gate with everything on, beside what stands between a caller and a model otherwise.
// docs/reference/performance.md says what each figure means.
//   npm run bench -- gate [--json] [--large] [--rounds 5] [--ms 2000] [--folder DIRECTORY]
// SLUIS_BENCH_PEER names the folder of another gateway's npm package.
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { started } from './gate/children.ts'
import { measureEntries, measurePolicies } from './gate/flatness.ts'
import { drive, measureTargets, warm } from './gate/measure.ts'
import { policies, writeOrganisation } from './gate/organisation.ts'
import { profileIn } from './gate/profile.ts'
import { table } from './gate/table.ts'
import { openPeer, openProgram, openSluis, type Target } from './gate/targets.ts'
import { drive as append } from './log/callers.ts'
import { openJournal } from './log/stores.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    ms: { type: 'string', default: '2000' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const [rounds, ms] = [Number(values.rounds), Number(values.ms)]
const { SLUIS_BENCH_PEER: peer } = process.env

const folder = mkdtempSync(join(values.folder, 'sluis-bench-gate-'))
const within = (name: string): string => join(folder, name)
const tell = (what: string): boolean => process.stderr.write(`${what} …\n`)
const { child: load } = await started('load.ts')
const upstream = await openProgram('upstream.ts')
const home = (name: string, cedar: string): string => writeOrganisation(within(name), upstream.port, cedar)

try {
  const compared = await measureCompared()
  tell('profile')
  const profile = await measureProfile()
  tell('one policy and 500')
  const policiesCost = await measurePolicies({ load, home, rounds, ms })
  const entriesCost = values.large ? await measureEntries({ load, home, rounds, ms, tell }) : undefined
  const flat = { policies500: policiesCost, ...(entriesCost === undefined ? {} : { entriesMillion: entriesCost }) }
  const machine = { processors: availableParallelism(), load: loadavg()[0] }
  const result = rounded({ ...compared, flat, profile, machine })
  console.log(values.json ? JSON.stringify(result) : table(result))
} finally {
  load.disconnect()
  await upstream.close()
  rmSync(folder, { recursive: true, force: true })
}

async function measureCompared() {
  const port = String(upstream.port)
  const journal = await openJournal(within('journal'))
  const targets: Record<string, Target> = {
    direct: upstream,
    bare: await openProgram('bare.ts', port),
    forward: await openProgram('forward.ts', port),
    sluis: await openSluis(home('sluis', policies(50))),
    ...(peer === undefined ? {} : { peer: await openPeer(peer, upstream.port) }),
  }
  try {
    const durable = async (): Promise<number> => (await append(1, 300, () => journal.append())).p50Ms
    const { measured, ratio, addedMs, durableAppendMs } = await measureTargets(
      load,
      targets,
      { rounds, ms, tell },
      durable,
    )
    const ratios = {
      jsonVsBare: ratio('json', 'sluis', 'bare'),
      sseVsBare: ratio('sse', 'sluis', 'bare'),
      ...(peer && { jsonVsPeer: ratio('json', 'sluis', 'peer'), sseVsPeer: ratio('sse', 'sluis', 'peer') }),
    }
    return { targets: measured, ratios, added: { p50Ms: addedMs, durableAppendMs } }
  } finally {
    await journal.close()
    const { direct, ...opened } = targets
    for (const target of Object.values(opened)) await target.close()
  }
}

/** In a run of its own, because being watched costs time. */
async function measureProfile() {
  const profiles = within('profiles')
  const sluis = await openSluis(home('profiled', policies(50)), ['--cpu-prof', `--cpu-prof-dir=${profiles}`])
  await warm(load, sluis)
  await drive(load, sluis, 'json', ms)
  await drive(load, sluis, 'sse', ms)
  await sluis.close()
  return profileIn(profiles)
}

/** Three digits after the point say more than the machine knows. */
function rounded<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, item) =>
    typeof item === 'number' ? Number(item.toFixed(item > 100 ? 0 : 3)) : item,
  )
}
