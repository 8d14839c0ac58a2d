// SPDX-License-Identifier: EUPL-1.2
// What the journal's thread loads in this room's tests.
import { cases } from '../projection.ts'

export { briefs } from '../briefs.ts'

export const projections = [cases]
