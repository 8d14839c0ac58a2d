// SPDX-License-Identifier: EUPL-1.2
// Microseconds of processor time for each system: `node packages/ai-act/bench/evaluate.ts`. The aim is at most 100 µs.
import { currentLaw, evaluate, Facts, lawOf } from '../src/index.ts'

const systems = 500
const rounds = 40
const base = {
  machine_based: true,
  operates_with_some_autonomy: true,
  infers_how_to_generate_output: true,
  output_can_influence_environment: true,
  deployer_established_in_union: true,
}

const cases: Readonly<Record<string, { facts: Facts; closed: boolean }>> = {
  'nothing known': { facts: Facts.parse({}), closed: false },
  'high risk, much open': {
    facts: Facts.parse({ ...base, recruitment_or_selection: true, role: 'deployer' }),
    closed: false,
  },
  'high risk, closed': {
    facts: Facts.parse({ ...base, recruitment_or_selection: true, role: ['provider', 'deployer'] }),
    closed: true,
  },
  'minimal, closed': { facts: Facts.parse({ ...base, role: 'deployer' }), closed: true },
}

/** Processor time instead of wall time, so that whatever else the machine does isn't counted. */
function microseconds(run: () => void): readonly number[] {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage()
    for (let system = 0; system < systems; system++) run()
    const { user, system: kernel } = process.cpuUsage(start)
    times.push((user + kernel) / systems)
  }
  return times.sort((one, other) => one - other)
}

for (const [name, { facts, closed }] of Object.entries(cases)) {
  for (const law of [currentLaw, lawOf('2024-08-01')]) {
    const times = microseconds(() => evaluate(facts, { on: '2026-11-22', law, closed }))
    const at = (part: number) => (times[Math.floor(part * (times.length - 1))] ?? Number.NaN).toFixed(1)
    console.log(`${name}, law ${law.version}: median ${at(0.5)} µs, 9 in 10 rounds below ${at(0.9)} µs`)
  }
}
