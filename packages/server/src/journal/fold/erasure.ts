// SPDX-License-Identifier: EUPL-1.2
import type { Projection } from './projection.ts'

/** The pseudonyms that the log says were erased: recovery checks the vault against them. */
export const erasure: Projection = {
  room: 'journal',
  tables: [{ name: 'erased_subjects', columns: { pseudonym: 'TEXT', entry: 'BIGINT' }, key: ['pseudonym'] }],
  kinds: ['subject.erased'],
  needs: () => [],
  apply: ({ index, data }) =>
    typeof data.subject === 'string'
      ? [{ put: 'erased_subjects', row: { pseudonym: data.subject, entry: index } }]
      : [],
}
