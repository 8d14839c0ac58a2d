// SPDX-License-Identifier: EUPL-1.2
// What an agent, a system and the organisation may use: calls a minute, calls at once, tokens and money a day and a
// month. A call reserves its upper bound in its own intent and a fold refuses what would pass a limit, so a budget never
// overruns, however many calls arrive at the same time (P1, P12); gate, api and cli may import it.
export type { Budget } from './budgets.ts'
export { type Claim, type Spent, settlementOf } from './claim.ts'
export type { Pass } from './door.ts'
export { LimitError, type LimitErrorCode } from './error.ts'
export { Limits } from './limits.ts'
