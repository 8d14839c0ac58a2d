// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../organisation/index.ts'
import type { Identity } from './identity.ts'

/**
 * Ends the keys of people who are no longer in the files, in the name of whoever loaded those files, or of nobody at a
 * start. Those keys open nothing now, and must not work again when somebody else is given the same id. Gives the ids of
 * those people.
 */
export async function endKeysOfLeavers(
  identity: Pick<Identity, 'keys' | 'revoke'>,
  { people }: Pick<Organisation, 'people'>,
  by?: string,
): Promise<readonly string[]> {
  const left = (await identity.keys()).filter(({ kind, holder }) => kind === 'person' && !people.has(holder))
  for (const { id } of left) await identity.revoke(id, by)
  return [...new Set(left.map(({ holder }) => holder))]
}
