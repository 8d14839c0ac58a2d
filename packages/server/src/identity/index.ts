// SPDX-License-Identifier: EUPL-1.2
// Who calls and what they may do: keys of people and agents, kept as hashes, roles and sessions. Keeps its part of P9
// (an agent's key opens nothing of the people's side, nor the other way round); api, gate, tasks and cli may import it.
export { Identity, type IssuedKey, type KeyNews } from './identity.ts'
export { idOf } from './key.ts'
export { keyMailFor } from './key-mail.ts'
export type { KeyView } from './key-view.ts'
export { endKeysOfLeavers } from './leavers.ts'
export { type Act, actsOf, may } from './roles.ts'
export { Sessions } from './sessions.ts'
export { withoutKey } from './without-key.ts'
