// SPDX-License-Identifier: EUPL-1.2
import type { Claim } from '../../limits/index.ts'
import { type Ask, type Numbered, newCallId, type Target } from '../call.ts'
import { recipientsIn } from '../decision/mailed.ts'
import type { Routed } from '../decision/route.ts'
import type { GateParts, Loaded } from '../parts.ts'
import { routeName } from '../targets/target.ts'
import { toldUngoverned, ungoverned } from '../targets/ungoverned.ts'
import { record } from './record.ts'
import { askedUnder } from './repeat.ts'
import { requestField } from './sealed-fields.ts'
import { endUnsent } from './unsent.ts'

/** The intent: what will be done, by whom, by which rules; durable before it is done (P1). */
export function recordIntent(
  parts: GateParts,
  ask: Ask,
  { settled, routes }: Routed,
  claim: Claim | undefined,
): Promise<Numbered & { readonly messageId?: string }> {
  const { loaded, target, considered, found } = settled
  const call = newCallId()
  const messageId = messageIdOf(loaded, target, call)
  const recording = record(parts, ask, 'call.allowed', settled, {
    asked: ask.requestKey === undefined ? undefined : askedUnder(parts.journal, ask, ask.requestKey),
    call,
    case: found?.state === 'approved' ? found.cases : undefined,
    digest: considered.digest,
    disclosed: considered.disclosure?.articles,
    messageId,
    process: parts.journal.sharedAs,
    rate: claim?.rates,
    recipients: recipientsIn(parts.journal, considered),
    repeatable: target.kind === 'model' || target.tool.repeatable ? true : undefined,
    reserved: claim?.reserved,
    routes: routes.length === 0 ? undefined : routes.map(routeName),
    ungoverned: toldUngoverned(ungoverned(loaded.organisation, ask)),
    fields: [requestField(ask, settled)],
  })
  recording.catch((error: unknown) => endUnsent(parts, ask, { call, claim, error })).catch(() => undefined)
  return messageId === undefined ? recording : recording.then((numbered) => ({ ...numbered, messageId }))
}

/** By which a mail can be found outside, if nobody knows whether it was sent (P2). */
function messageIdOf({ organisation }: Loaded, target: Target, call: string): string | undefined {
  const isMail = target.kind === 'tool' && organisation.servers.get(target.tool.server)?.kind === 'mail'
  return isMail ? `<${call}@${organisation.settings.mailDomains[0] ?? 'sluis.invalid'}>` : undefined
}
