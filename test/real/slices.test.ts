// SPDX-License-Identifier: EUPL-1.2
// Slices equal the whole set, over as many sets of rules as the claim is about. Long, so not in npm test.
process.env.SLUIS_POLICY_SETS ??= '2000'
await import('../../packages/server/src/policy/slices.test.ts')
