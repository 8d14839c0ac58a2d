// SPDX-License-Identifier: EUPL-1.2
// The emergency stop: an order acts on every call in flight first and is recorded next, survives a restart, and needs
// no agent, model, network or free disk (P4). gate and api may import it; nothing an agent reaches does.
export { covers } from './order.ts'
export { type InFlight, type Stop, Stops } from './stops.ts'
