// SPDX-License-Identifier: EUPL-1.2
// A reviewer for tests: looks at every open case and decides it, until a run has come to its end.
import { type House, until } from './harness.ts'

/** Approves every open case as Sanne of finance; gives how many. */
export async function approveAll({ sluis, person }: House): Promise<number> {
  const reviewer = person('sanne')
  const open = await sluis.oversight.openCases()
  for (const { id } of open) {
    const seen = await sluis.oversight.caseOf(id, reviewer)
    if (seen === undefined) throw new RangeError(`no case ${id}`)
    await sluis.oversight.decide(id, reviewer, { verdict: 'approve', digest: seen.digest })
  }
  return open.length
}

export async function untilParked({ sluis }: House, run: string): Promise<void> {
  await until('the run waits for a person', async () => (await sluis.tasks.run(run))?.state !== 'running', 30_000)
}

/** Decides whatever the run waits for until it is done; fails when it fails. */
export async function runToEnd(house: House, run: string, decide: () => Promise<unknown>): Promise<void> {
  await until(
    'the run is done',
    async () => {
      const state = (await house.sluis.tasks.run(run))?.state
      if (state === 'failed') throw new Error('the run failed')
      if (state === 'parked') await decide()
      return state === 'done'
    },
    45_000,
  )
}
