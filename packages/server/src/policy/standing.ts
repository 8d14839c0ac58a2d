// SPDX-License-Identifier: EUPL-1.2

/**
 * What a rule may ask of the system that a call comes from, as attributes of its agent: how the AI register has it. All
 * are declared as always there. A request without them can't be judged by a rule that asks, and is denied (P10).
 */
export const standingTypes = {
  /** Whether the AI register has it. */
  registered: 'Bool',
  /** The strictest class of the AI Act that is still possible: `prohibited`, `high`, `limited`, `minimal`, `out_of_scope`. */
  class: 'String',
  /** `test` or `released`. */
  stage: 'String',
  /** Rules of art. 5 that prohibit it today, as in `5.1.f`. */
  prohibitions: 'Set<String>',
  /** Rules of art. 5 that will prohibit it on a later day. */
  comingProhibitions: 'Set<String>',
  /** Whether the duties of high risk bind it already. */
  highInForce: 'Bool',
  /** Rules of art. 50 that hold, as in `50.1`. */
  transparency: 'Set<String>',
} as const
