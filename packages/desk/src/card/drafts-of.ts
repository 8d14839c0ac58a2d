// SPDX-License-Identifier: EUPL-1.2
import type { Case } from '../api-cases.ts'

/** What somebody may be writing about a case. Of an edit only what differs from this very call is kept (P5). */
export const draftsOf = ({ id, digest }: Pick<Case, 'id' | 'digest'>) => ({
  reason: `case ${id} reason`,
  edit: `case ${id} ${digest} edit`,
})
