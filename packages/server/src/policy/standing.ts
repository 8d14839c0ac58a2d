// SPDX-License-Identifier: EUPL-1.2

/**
 * What a rule may ask about the system that a call comes from, as attributes of its agent: how the AI register describes
 * it. All are declared as required, so a rule that asks for one that the request lacks can't be judged, and the call is
 * denied (P10).
 */
export const standingTypes = {
  /** Whether the AI register has it. */
  registered: 'Bool',
  /** The strictest class of the AI Act that is still possible: `prohibited`, `high`, `limited`, `minimal`, `out_of_scope`. */
  class: 'String',
  /** `test` or `released`. */
  stage: 'String',
  /** Rules of art. 5 that prohibit it today, such as `5.1.f`. */
  prohibitions: 'Set<String>',
  /** Rules of art. 5 that will prohibit it on a later day. */
  comingProhibitions: 'Set<String>',
  /** Whether the duties of high risk bind it already. */
  highInForce: 'Bool',
  /** Rules of art. 50 that apply to it, such as `50.1`. */
  transparency: 'Set<String>',
} as const
