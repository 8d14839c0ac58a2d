// SPDX-License-Identifier: EUPL-1.2
import { rulesOf } from '../../boundary/index.ts'
import type { JsonObject, JsonValue } from '../../journal/index.ts'
import { type Claim, type Spent, settlementOf } from '../../limits/index.ts'
import type { CallWatch } from '../../telemetry/index.ts'
import type { Admitted } from '../admitted.ts'
import type { Ask, Result } from '../call.ts'
import type { Considered } from '../decision/considered.ts'
import { tableOf } from '../decision/pseudonyms.ts'
import { GateError } from '../error.ts'
import { kindsFoundIn, labelsOfFindings } from '../labels/found.ts'
import { partsReleased } from '../labels/provenance.ts'
import type { GateParts } from '../parts.ts'
import type { Release } from '../release/release.ts'
import { isUnwritable, recordLater } from './later.ts'
import { servedBy, type Ways } from './served.ts'

/** What the outcome records of a call that ended. */
type Outcome = Pick<Admitted, 'call' | 'considered' | 'release'> &
  Partial<Ways> & { readonly claim?: Claim | undefined; readonly watch?: CallWatch }

type Ending = { readonly result: Result } | { readonly error: unknown; readonly letGo?: JsonValue }

/**
 * The one outcome of a call, with the labels and the parts that its result adds to its run. If it can't be recorded,
 * nobody knows what the result held: it counts as holding anything (P10), and the call still gets an outcome (P2).
 */
export async function recordOutcome(parts: GateParts, ask: Ask, ended: Outcome, ending: Ending): Promise<void> {
  try {
    await record(parts, ask, ended, ending)
  } catch (error) {
    if (!isUnwritable(error)) await recordUnknown(parts, ask, ended.call).catch(() => undefined)
    throw error
  }
}

async function recordUnknown({ journal, runs, loaded }: GateParts, { caller }: Ask, call: string): Promise<void> {
  const { organisation } = loaded()
  const all = labelsOfFindings(organisation, rulesOf(organisation.detectors).kinds)
  const labels = await runs.recorded(caller.run, [...new Set([...all, 'untrusted'])])
  await journal.append({ kind: 'call.ended', data: { call, run: caller.run, outcome: 'unknown', labels } })
}

async function record(parts: GateParts, ask: Ask, ended: Outcome, ending: Ending): Promise<void> {
  const { call, considered, release, claim, watch, tried } = ended
  const { run } = ask.caller
  const result = 'result' in ending ? ending.result : undefined
  const value = 'result' in ending ? ending.result.value : messageOf(ending.error)
  const outcome = outcomeOf(ending)
  const { changes, given } = release
  const subject = `run:${run}`
  const table = given === undefined ? [] : [{ name: 'pseudonyms', value: tableOf(given), subject }]
  const released: Released =
    result === undefined
      ? await brokenOff(parts, run, release, ending)
      : await releasedIn(parts, ask, considered, release, result)
  const served = servedBy(parts, ended, value)
  // In the order of their names, as they are written.
  const data = {
    call,
    changed: changes.length === 0 ? undefined : changes,
    dropped: result?.dropped,
    found: released.found,
    labels: released.labels,
    outcome,
    parts: released.parts,
    pseudonyms: given === undefined ? undefined : true,
    removed: released.removed,
    run,
    served,
    settled: claim && settlementOf(claim, ask.caller, spentBy(ending), tried?.at(-1)?.route),
    tried: served && tried?.map((one) => [one.route, one.ended]),
    withheld: isWithheld(ending) ? true : undefined,
  }
  const draft = {
    kind: 'call.ended',
    data,
    private: [{ name: 'result', value: result?.text ?? value, subject }, ...table],
  }
  try {
    await parts.journal.append(draft)
  } catch (error) {
    if (isUnwritable(error)) recordLater(parts.journal, draft)
    throw error
  } finally {
    watch?.ended(outcome, result?.usage)
  }
}

/** What an outcome records of its result. */
interface Released {
  readonly labels: readonly JsonValue[]
  readonly found: readonly string[] | undefined
  readonly parts?: readonly string[] | undefined
  readonly removed?: readonly JsonObject[] | undefined
}

/**
 * What was released of a stream before it broke off labels its run too: an agent that leaves early has read that much.
 * Its pieces are not recognised later, because the last of them may be half a piece.
 */
async function brokenOff(parts: GateParts, run: string, release: Release, ending: Ending): Promise<Released> {
  if (!('letGo' in ending)) return { labels: [], found: isWithheld(ending) ? release.found : undefined }
  const { organisation } = parts.loaded()
  const here = await kindsFoundIn(organisation, ending.letGo)
  const labels = await parts.runs.recorded(run, labelsOfFindings(organisation, here))
  return { labels, found: [...new Set([...here, ...release.found])].sort() }
}

/**
 * What a result releases to its run: its own labels, without those that a named rule takes away, and the pieces by
 * which it is recognised.
 */
async function releasedIn(
  parts: GateParts,
  ask: Ask,
  { body }: Considered,
  release: Release,
  result: Result,
): Promise<Released> {
  const { organisation } = parts.loaded()
  const tool = ask.action === 'callTool' ? organisation.tools.get(ask.name) : undefined
  const finding = result.found ?? kindsFoundIn(organisation, result.value)
  const here = finding instanceof Promise ? await finding : finding
  const labels = tool === undefined ? labelsOfFindings(organisation, here) : (result.labels ?? [])
  const removes = tool?.removes ?? []
  const kept = removes.length === 0 ? labels : labels.filter((label) => !removes.some((rule) => rule.label === label))
  const digests = partsReleased(parts, organisation, ask, body, result, kept)
  const sealed = removes.length === 0 ? [] : await parts.runs.names.seal(removes.map(({ label }) => label))
  const recording = parts.runs.recorded(ask.caller.run, kept)
  return {
    labels: recording instanceof Promise ? await recording : recording,
    found: [...new Set([...here, ...release.found])].sort(),
    parts: digests.length === 0 ? undefined : digests,
    removed: removes.length === 0 ? undefined : removes.map(({ rule }, at) => ({ rule, label: sealed[at] ?? '' })),
  }
}

/** The call was made, and a rule kept its result from the agent. */
function isWithheld(ending: Ending): boolean {
  return 'error' in ending && ending.error instanceof GateError && ending.error.code === 'withheld'
}

/**
 * Only a call that certainly had no effect is `failed`, `stopped` or `abandoned`; one that was lost on the way may have
 * had one.
 */
function outcomeOf(ending: Ending): string {
  if ('result' in ending || isWithheld(ending)) return 'done'
  switch (ending.error instanceof GateError ? ending.error.code : undefined) {
    case 'upstream-failed':
    case 'upstream-refused':
      return 'failed'
    case 'stopped':
    case 'unauthenticated':
    case 'files-behind':
    case 'closing':
      return 'stopped'
    case 'abandoned':
      return 'abandoned'
    default:
      return 'unknown'
  }
}

/** The far side's own report of its use is all there is. Without one, everything that was reserved counts as used. */
function spentBy(ending: Ending): Spent {
  if (!('result' in ending)) return outcomeOf(ending) === 'failed' ? 'nothing' : 'unknown'
  const { usage } = ending.result
  return usage === undefined ? 'unknown' : { input: usage.inputTokens, output: usage.outputTokens }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).toWellFormed()
}
