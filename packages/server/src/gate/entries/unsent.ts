// SPDX-License-Identifier: EUPL-1.2
import { type Claim, settlementOf } from '../../limits/index.ts'
import type { Ask } from '../call.ts'
import type { GateParts } from '../parts.ts'
import { isUnwritable, recordLater } from './later.ts'

const openSql = "SELECT id FROM calls WHERE id = $1 AND state = 'allowed'"

/**
 * An intent is committed before a signer is asked. If the signer does not answer, the intent stands though its caller
 * was refused. Nothing of such a call was sent or ever will be: it failed, and takes nothing of a budget (P2). Most
 * intents that the log refused do not stand. Only those that do are kept until the log can be written.
 */
export async function endUnsent(
  { journal }: Pick<GateParts, 'journal'>,
  { caller }: Pick<Ask, 'caller'>,
  { call, claim, error }: { readonly call: string; readonly claim: Claim | undefined; readonly error: unknown },
): Promise<void> {
  if (!isUnwritable(error)) return
  const [open] = await journal.query(openSql, call)
  if (open === undefined) return
  const { run } = caller
  const settled = claim && settlementOf(claim, caller, 'nothing', undefined)
  recordLater(journal, {
    kind: 'call.ended',
    data: { call, labels: [], outcome: 'failed', run, settled },
    private: [{ name: 'result', value: 'the log could not be signed, so nothing was sent', subject: `run:${run}` }],
  })
}
