// SPDX-License-Identifier: EUPL-1.2
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { Journal } from '../../../packages/server/src/journal/index.ts'
import { costOver } from './measure.ts'
import { policies, policiesOnRequests } from './organisation.ts'
import { openSluis } from './targets.ts'

interface Flatness {
  readonly load: ChildProcess
  /** Makes an organisation with these policies in a folder by this name. */
  readonly home: (name: string, cedar: string) => string
  readonly rounds: number
  readonly ms: number
}

/** What a call costs with 500 policies over what it costs with one. */
export async function measurePolicies({ load, home, rounds, ms }: Flatness): Promise<number> {
  const many = await openSluis(home('policies-500', policiesOnRequests(500)))
  const one = await openSluis(home('policies-1', policiesOnRequests(1)))
  const cost = await costOver(load, many, one, rounds, ms)
  await Promise.all([many.close(), one.close()])
  return cost
}

const million = 1_000_000

/** What a call costs in a log of a million entries over what it costs in one of a thousand. */
export async function measureEntries({
  load,
  home,
  rounds,
  ms,
  tell,
}: Flatness & { readonly tell: (what: string) => unknown }): Promise<number> {
  const folders = { large: home('large', policies(50)), small: home('small', policies(50)) }
  await fill(join(folders.large, 'data'), million, tell)
  await fill(join(folders.small, 'data'), 1000, tell)
  const large = await openSluis(folders.large)
  const small = await openSluis(folders.small)
  const cost = await costOver(load, large, small, rounds, ms)
  await Promise.all([large.close(), small.close()])
  return cost
}

const projections = new URL('../../../packages/server/src/projections.ts', import.meta.url)

/** Calls as the gate records them, of the run that the bench's own calls will belong to: each an intent and an outcome. */
async function fill(folder: string, entries: number, tell: (what: string) => unknown): Promise<void> {
  const journal = await Journal.open({ folder, origin: 'bench.sluis.invalid/log', projections })
  const caller = { agent: 'bencher', system: 'bench', run: 'run-of-bencher' }
  const subject = `run:${caller.run}`
  await journal.append({ kind: 'run.started', data: caller })
  let made = 0
  const call = async (): Promise<void> => {
    const id = `call-${String(made++).padStart(16, '0')}`
    const parts = Array.from({ length: 4 }, (_, at) => journal.digest(`${id} ${at}`).slice(0, 22))
    const data = {
      ...caller,
      action: 'callModel',
      resource: 'reporting',
      rules: [],
      labels: ['untrusted'],
      parts,
      call: id,
    }
    const asked = { name: 'request', value: `question ${id}`, subject }
    await journal.append({ kind: 'call.allowed', series: 'agent:bencher', data, private: [asked] })
    const told = { name: 'result', value: `answer to ${id}`, subject }
    const outcome = { call: id, run: caller.run, outcome: 'done', labels: [] }
    await journal.append({ kind: 'call.ended', data: outcome, private: [told] })
  }
  const one = async (): Promise<void> => {
    while (made < entries / 2) {
      if (made % 50_000 === 0) tell(`${made * 2} of ${entries} entries`)
      await call()
    }
  }
  await Promise.all(Array.from({ length: 256 }, one))
  await journal.close()
}
