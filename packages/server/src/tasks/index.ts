// SPDX-License-Identifier: EUPL-1.2
// Durable runs of the organisation's tasks: an agent's loop that reaches models and tools only through the gate, over
// HTTP, with an agent's key, and that continues after a restart without doing anything twice (P2). Only the composition
// root may import it.
export { Tasks } from './tasks.ts'
