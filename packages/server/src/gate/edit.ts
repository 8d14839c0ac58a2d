// SPDX-License-Identifier: EUPL-1.2
import { type JsonObject, text } from '../journal/index.ts'
import type { Person } from '../organisation/index.ts'
import type { Ask } from './call.ts'
import { consider } from './decision/consider.ts'
import { principalOf } from './decision/principal.ts'
import { Telling } from './decision/telling.ts'
import { recordHeld } from './entries/record.ts'
import { GateError } from './error.ts'
import { originOfEdit } from './labels/provenance.ts'
import type { GateParts } from './parts.ts'
import { targetOf } from './targets/target.ts'

/**
 * An edit makes a new call (P5): the edited arguments are inspected and decided like any other, and open a case of
 * their own that replaces the edited one. Throws `denied` with the rules when a rule that nobody can lift forbids it.
 */
export async function editCase(
  parts: GateParts,
  id: string,
  args: JsonObject,
  person: Pick<Person, 'id'>,
): Promise<{ readonly case: string }> {
  const [row] = await parts.journal.query(
    'SELECT run, agent, system, resource, body, state FROM cases WHERE id = $1',
    id,
  )
  if (row?.state !== 'open') throw new GateError('not-found', `no open case is called ${id}`)
  const loaded = parts.loaded()
  const caller = { run: text(row, 'run'), agent: text(row, 'agent'), system: text(row, 'system') }
  const name = text(row, 'resource')
  const kind = loaded.organisation.tools.get(name)?.kind ?? 'tool'
  const ask: Ask = { caller, action: 'callTool', kind, name, body: args }
  const target = targetOf(loaded.organisation, ask)
  if (target === undefined) throw new GateError('not-found', 'the tool of this case is no longer known')
  await parts.runs.start(caller)
  const by = await parts.journal.pseudonymOf(`person:${person.id}`)
  const { organisation } = loaded
  await parts.register.ready()
  const principal = principalOf(parts, caller)
  const telling = new Telling(organisation, target, parts.register.disclosureOf(caller.system))
  const carries = (findings: readonly string[]) => originOfEdit(parts, organisation, caller.run, findings)
  const considered = await consider(parts, ask, { organisation, target, telling, carries })
  const { resource } = target
  const decision = loaded.policies.decide({ principal, action: 'callTool', resource, context: considered.context })
  const [remedy] = decision.remedies
  // What no rule holds any more, such as a smaller amount, stays with the people whose case it was: no agent asked for it.
  const asked = remedy?.kind === 'approve' ? remedy.body : undefined
  const body = decision.effect === 'allow' ? text(row, 'body') : asked
  if (decision.effect === 'deny' || body === undefined) {
    throw new GateError('denied', `the edited call is refused (${decision.rules.join(', ')})`, {
      rules: decision.rules,
    })
  }
  return await recordHeld(parts, ask, {
    loaded,
    target,
    considered,
    decision,
    body,
    edits: { case: id, by },
  })
}
