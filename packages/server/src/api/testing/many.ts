// SPDX-License-Identifier: EUPL-1.2
// A log with more of everything than a page holds, all at one moment, under names that languages and databases sort
// differently.
import type { EntryDraft } from '../../journal/index.ts'
import { digestOf, held } from '../../oversight/testing/gate.ts'
import type { PeoplesDoor } from './peoples-door.ts'

/** Each sorts differently by bytes than by some language's rules, or means something in SQL. */
const roots = ['a-b', 'ab', 'aB', 'AB', 'a_b', 'a.b', 'Z', 'z', '10', '9', '1_0', '0010', 'zz', 'I', 'i']
const texts = "Zoë|zoe\u0308|ZOE|é|e|É|ß|ss|ø|ﬁ|%|_|a%b|o'b|\\|😀|٣| a".split('|')

const idAt = (at: number): string => `${roots[at % roots.length]}-${at}`
const textAt = (at: number): string => texts[at % texts.length] ?? ''
const agentAt = (at: number): string => (at % 3 === 0 ? 'reporter' : textAt(at))

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at)

export async function fillLists(door: PeoplesDoor, moment: number): Promise<void> {
  const appendAll = async (drafts: readonly EntryDraft[]): Promise<void> => {
    await Promise.all(drafts.map((draft) => door.journal.append(draft)))
  }
  await appendAll(upTo(450).map(run))
  await appendAll(upTo(300).map(task))
  await appendAll(upTo(430).map(denied))
  await appendAll(upTo(230).map((at) => open(at, moment)))
  await appendAll(upTo(60).flatMap(passed))
  await appendAll(upTo(40).map(difference))
  await appendAll(upTo(205).map(statement))
  await appendAll(upTo(205).map(incident))
  await appendAll([...texts.map(notice), ...texts.map(change)])
  await acts(door)
}

function run(at: number): EntryDraft {
  return { kind: 'run.started', data: { run: idAt(at), agent: agentAt(at), system: textAt(at) } }
}

/** Some of these runs are known to the gate too; the others have made no call yet. */
function task(at: number): EntryDraft {
  const data = { run: at % 4 === 0 ? idAt(at) : `task-${idAt(at)}`, task: textAt(at), agent: agentAt(at) }
  return { kind: 'task.started', data }
}

function denied(at: number): EntryDraft {
  const [agent, run] = [agentAt(at), at % 2 === 0 ? idAt(0) : idAt(at)]
  const what = { action: at % 5 === 0 ? 'callModel' : 'callTool', resource: textAt(at), provider: textAt(at % 7) }
  const data = {
    call: `call-${idAt(at)}`,
    run,
    agent,
    system: at % 4 === 0 ? 'weekly-report' : textAt(at % 4),
    rules: [textAt(at)],
    reason: 'policy',
  }
  const request = { name: 'request', subject: `run:${run}`, value: { name: textAt(at), arguments: { to: textAt(at) } } }
  return { kind: 'call.denied', series: `agent:${agent}`, data: { ...data, ...what }, private: [request] }
}

/** All expire at once, and spread over agents, because one agent may not have many. */
function open(at: number, moment: number): EntryDraft {
  const given = { to: [`${textAt(at)}@bakkerij.example`], subject: `${textAt(at)} ${at}` }
  const wish = { case: `case-${idAt(at)}`, run: idAt(at % 7), agent: agentAt(at), arguments: given }
  return held({ ...wish, expiresAt: moment + 3_600_000 })
}

/** With each kind of outcome, and for a quarter none yet. */
function passed(at: number): readonly EntryDraft[] {
  const call = { call: `passed-${idAt(at)}`, run: idAt(at % 5), agent: agentAt(at) }
  const what = { system: 'weekly-report', action: 'callTool', resource: textAt(at), digest: digestOf({ at }) }
  const allowed = { kind: 'call.allowed', series: `agent:${call.agent}`, data: { ...call, ...what, rules: [] } }
  const outcome = (['done', 'failed', 'unknown'] as const)[at % 4]
  if (outcome === undefined) return [allowed]
  const served = { route: textAt(at), model: textAt(at % 5), fingerprint: textAt(at % 3) }
  const result = { name: 'result', subject: `run:${call.run}`, value: textAt(at) }
  return [allowed, { kind: 'call.ended', data: { ...call, outcome, labels: [textAt(at)], served }, private: [result] }]
}

/** What a shadow of the rules would have decided otherwise; every difference has the same count. */
function difference(at: number): EntryDraft {
  const draft = denied(at)
  const shadow = { policy: shadowPolicy, effect: at % 2 === 0 ? 'allow' : 'hold', rules: [textAt(at)] }
  return { ...draft, data: { ...draft.data, call: `shadowed-${at}`, shadow } }
}

export const shadowPolicy = 'f'.repeat(64)

function statement(at: number): EntryDraft {
  const assessed = { about: 'weekly-report', label: 'high', strictest: 'high', on: '2026-01-01' }
  const data = {
    statement: `statement-${idAt(at)}`,
    issuer: textAt(at),
    keys: [],
    payloadType: textAt(at),
    by: 'nobody',
  }
  return { kind: 'statement.received', data: { ...data, ...assessed } }
}

function incident(at: number): EntryDraft {
  const data = { incident: `incident-${idAt(at)}`, system: 'weekly-report', kinds: ['property'], awareAt: 1 }
  const window = { from: 1, until: 2 }
  return { kind: 'incident.opened', data: { ...data, ...window, calls: [], by: 'nobody' } }
}

function notice(point: string): EntryDraft {
  return { kind: 'system.noticed', data: { system: 'weekly-report', points: [point], seen: 'declared' } }
}

function change(name: string, at: number): EntryDraft {
  const served = { route: textAt(0), model: name, fingerprint: `${at}` }
  return { kind: 'model.changed', data: { call: `call-${idAt(at)}`, served } }
}

/** Through the people's own door. */
async function acts(door: PeoplesDoor): Promise<void> {
  const post = (path: string, wish: object) => door.as('anna', 'POST', `/api/v1/${path}`, wish)
  for (const text of texts) {
    const { json } = await post('stops', { scope: 'agent', target: 'reporter', reason: text })
    if (text < 'a') await post(`stops/${json.id}/lift`, { reason: text })
  }
  await post('agents/reporter/keys', {})
}
