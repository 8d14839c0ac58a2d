// SPDX-License-Identifier: EUPL-1.2
// Whom the gate let mail pass to, by keyed digest, so that no leaf names anybody (P7).
import { mailAddress } from '../../connectors/index.ts'
import type { Journal, JsonValue } from '../../journal/index.ts'
import type { Considered } from './considered.ts'

const digestLength = 22

/** As many as a leaf has room for beside its labels. Any others still count as people whom nobody mailed yet. */
const maxTold = 20

function digestOf(journal: Pick<Journal, 'digest'>, address: string): string {
  return journal.digest(`mailed\0${address}`).slice(0, digestLength)
}

/** How a leaf records that a mail went to this address; undefined for what is no address. */
export function recipientOf(journal: Pick<Journal, 'digest'>, address: string): string | undefined {
  const known = mailAddress(address)
  return known === undefined ? undefined : digestOf(journal, known)
}

/** What a mail's intent records of its recipients outside the organisation; undefined for any other call. */
export function recipientsIn(
  journal: Pick<Journal, 'digest'>,
  { context }: Pick<Considered, 'context'>,
): JsonValue | undefined {
  const { mail } = context
  const outside = typeof mail === 'object' && 'outsideRecipients' in mail ? mail.outsideRecipients : undefined
  if (!Array.isArray(outside) || outside.length === 0) return undefined
  return outside.slice(0, maxTold).map((address) => digestOf(journal, String(address)))
}

export async function wasMailed(journal: Pick<Journal, 'digest' | 'query'>, address: string): Promise<boolean> {
  const rows = await journal.query('SELECT entry FROM mailed WHERE recipient = $1', digestOf(journal, address))
  return rows.length > 0
}
