// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../organisation/index.ts'
import type { Identity } from './identity.ts'

/**
 * Ends the keys of people who left the files, by word of whoever loaded those: they open nothing now, and must not open
 * again for their holder when somebody else is given the same id.
 */
export async function endKeysOfLeavers(
  identity: Pick<Identity, 'keysOf' | 'revoke'>,
  before: Pick<Organisation, 'people'>,
  { people }: Pick<Organisation, 'people'>,
  by: string,
): Promise<void> {
  const left = [...before.people.keys()].filter((id) => !people.has(id))
  for (const key of left.flatMap((id) => identity.keysOf('person', id))) await identity.revoke(key, by)
}
