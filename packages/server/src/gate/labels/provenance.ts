// SPDX-License-Identifier: EUPL-1.2
// Where the data of a call came from (DESIGN.md). Sound first: a call carries the union of the labels of everything
// that was released to its run. It carries less only when every piece of it was seen before.
import type { Journal } from '../../journal/index.ts'
import type { Organisation } from '../../organisation/index.ts'
import type { Ask, Result } from '../call.ts'
import { maxTold, partDigestLength, type Runs } from '../runs/runs.ts'
import { labelsOfFindings } from './found.ts'
import { Known, type Unknown } from './known.ts'
import { textOf } from './piece.ts'
import { releasedByModel, releasedByTool } from './released.ts'
import { requestPieces } from './request-pieces.ts'
import { callText, isCallText, type ToolNames, toolNames } from './tool-call.ts'

interface ProvenanceParts {
  readonly journal: Pick<Journal, 'query'>
  readonly runs: Runs
}

/** What a call carries, and what it leaves behind in its run. */
export interface Origin {
  readonly labels: readonly string[]
  /** Whether every piece was recognised, so that the labels are those of the pieces and not of the whole run. */
  readonly isNarrowed: boolean
  /** What the request adds to the labels of its run: prompts are released to it too. */
  readonly brings: readonly string[]
  /** Digests of pieces that are seen for the first time. From now on they carry what the run carries now. */
  readonly parts: readonly string[]
}

/**
 * How many digests a leaf of 4 kB has room for beside its labels, at some 46 bytes each. A piece that no leaf names is
 * not recognised later.
 */
function roomBeside(labels: readonly string[]): number {
  return Math.min(64, Math.max(8, Math.floor((2200 - 46 * labels.length) / (partDigestLength + 3))))
}

/** The origin of a call, given the kinds of findings in its request. */
export function originOf(
  parts: ProvenanceParts,
  organisation: Organisation,
  ask: Ask,
  findings: readonly string[],
): Promise<Origin> {
  const found = labelsOfFindings(organisation, findings)
  return ask.action === 'callTool'
    ? originOfToolCall(parts, organisation, ask, found)
    : originOfModelCall(parts, organisation, ask, found)
}

/** A person's edit needs no proposal by a model, and may contain anything that its run has seen. */
export async function originOfEdit(
  parts: ProvenanceParts,
  organisation: Organisation,
  run: string,
  findings: readonly string[],
): Promise<Origin> {
  const found = labelsOfFindings(organisation, findings)
  const labels = union(await parts.runs.labels(run), found)
  return { labels, isNarrowed: false, brings: found, parts: [] }
}

async function originOfToolCall(
  parts: ProvenanceParts,
  organisation: Organisation,
  ask: Ask,
  found: readonly string[],
): Promise<Origin> {
  const { runs } = parts
  const { run } = ask.caller
  const piece = {
    text: callText(namesOf(organisation, ask.caller.system), ask.name, ask.body),
    isResult: false,
    inner: () => [],
  }
  const proposed = await onceModelCallsEnd(parts, run, async (isNewest) => {
    const known = new Known(runs, run, await (isNewest ? runs.newest(run) : runs.seen(run)))
    return known.unknownOf([piece]).length === 0 ? known.labels() : undefined
  })
  const narrowed = proposed && union(await runs.names.open(proposed), found)
  if (narrowed !== undefined && narrowed.length <= maxTold) {
    return { labels: narrowed, isNarrowed: true, brings: found, parts: [] }
  }
  const labels = union(await runs.labels(run), found, proposed === undefined ? ['unproposed'] : [])
  return { labels, isNarrowed: false, brings: found, parts: [] }
}

async function originOfModelCall(
  { runs }: ProvenanceParts,
  organisation: Organisation,
  { body, caller: { run, system } }: Ask,
  found: readonly string[],
): Promise<Origin> {
  const looking = runs.seen(run)
  const seen = looking instanceof Promise ? await looking : looking
  const known = new Known(runs, run, seen)
  const pieces = requestPieces(body, namesOf(organisation, system))
  const unknown = pieces === undefined ? undefined : known.unknownOf(pieces)
  if (unknown?.length === 0) {
    const labels = union(await runs.names.open(known.labels()), found)
    if (labels.length <= maxTold) return { labels, isNarrowed: true, brings: found, parts: [] }
  }
  // A tool's answer that the gate did not give comes from outside, wherever the prompts come from.
  const strange = unknown === undefined || unknown.some(({ piece }) => piece.isResult) ? ['untrusted'] : []
  const hasPrompt = unknown === undefined || unknown.some(({ piece }) => !piece.isResult)
  const prompts = hasPrompt ? (organisation.systems.get(system)?.prompts?.labels ?? ['untrusted']) : []
  const brings = union(found, strange, prompts)
  const opening = runs.labelsIn(seen)
  const labels = union(opening instanceof Promise ? await opening : opening, brings)
  return { labels, isNarrowed: false, brings, parts: partsBrought(unknown ?? []).slice(0, roomBeside(labels)) }
}

/** Leaves out calls that the agent says its model made: only a model's answer in this run proposes a call. */
function partsBrought(unknown: readonly Unknown[]): readonly string[] {
  const parts = new Set<string>()
  for (const { piece, digest } of unknown) if (!isCallText(piece.text)) parts.add(digest)
  return [...parts]
}

/** The digests by which pieces of a call's result are recognised later. */
export function partsReleased(
  { runs }: Pick<ProvenanceParts, 'runs'>,
  organisation: Organisation,
  ask: Ask,
  request: Ask['body'],
  { value }: Result,
  labels: readonly string[],
): readonly string[] {
  const texts =
    ask.action === 'callTool'
      ? releasedByTool(value)
      : releasedByModel(request, value, namesOf(organisation, ask.caller.system))
  return texts.slice(0, roomBeside(labels)).map(runs.digestIn(ask.caller.run))
}

/** The digest by which the gate's own text is recognised. */
export function partOfText(runs: Runs, run: string, text: string): string {
  return runs.digestIn(run)(textOf(text))
}

const waitMs = 2000
const lookEveryMs = 20

/**
 * SDKs make a tool call while the answer that proposes it still streams, but the log has an answer only at its end. So
 * a call that no answer proposed yet waits for the open model calls of its run, for a bounded time.
 */
async function onceModelCallsEnd<T>(
  { journal }: ProvenanceParts,
  run: string,
  look: (isNewest: boolean) => Promise<T | undefined>,
): Promise<T | undefined> {
  for (let waited = 0; ; waited += lookEveryMs) {
    const found = await look(false)
    if (found !== undefined) return found
    const [open] = await journal.query(
      "SELECT id FROM calls WHERE run = $1 AND state = 'allowed' AND state <> 'ended' AND action = 'callModel'",
      run,
    )
    // The answer may have been recorded between the two looks, before this process was told of it.
    if (open === undefined) return await look(true)
    if (waited >= waitMs) return undefined
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}

const kept = new WeakMap<Organisation, Map<string, ToolNames>>()

/** How agents of a system may name the tools of the gate; made once for each organisation that was loaded. */
function namesOf(organisation: Organisation, system: string): ToolNames {
  const bySystem = kept.get(organisation) ?? new Map<string, ToolNames>()
  kept.set(organisation, bySystem)
  const names =
    bySystem.get(system) ?? toolNames(organisation.tools.keys(), organisation.systems.get(system)?.localTools)
  bySystem.set(system, names)
  return names
}

function union(...lists: readonly (readonly string[])[]): readonly string[] {
  const all = new Set<string>()
  for (const list of lists) for (const label of list) all.add(label)
  return [...all].sort()
}
