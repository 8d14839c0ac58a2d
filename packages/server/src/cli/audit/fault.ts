// SPDX-License-Identifier: EUPL-1.2
import type { Say } from '../language.ts'

/** How an entry of the gate contradicts the log before it. */
export type Fault =
  | { readonly code: 'no-leaf' }
  | { readonly code: 'time-back' }
  /** A call that is not in its agent's series. */
  | { readonly code: 'unnumbered' }
  | { readonly code: 'number'; readonly series: string; readonly expected: number; readonly found: number }
  /** Allowed twice without an outcome in between. */
  | { readonly code: 'call-open' }
  /** An outcome for a call that was never allowed, or a second outcome. */
  | { readonly code: 'no-open-call' }
  | { readonly code: 'outcome-strange' }
  /** Settled although its outcome was not unknown. */
  | { readonly code: 'not-unknown' }

export function tellFault(fault: Fault, say: Say): string {
  switch (fault.code) {
    case 'no-leaf':
      return say('heeft niet de vorm van een vermelding van Sluis', 'does not have the form of an entry of Sluis')
    case 'time-back':
      return say('is van vroeger dan de vermelding ervoor', 'is of an earlier time than the entry before it')
    case 'unnumbered':
      return say('is een aanroep zonder nummer van zijn agent (P3)', 'is a call without a number of its agent (P3)')
    case 'number': {
      const { series, expected, found } = fault
      return say(
        `nummer ${expected} van ${series} ontbreekt: hier staat ${found} (P3)`,
        `number ${expected} of ${series} is missing: ${found} is here instead (P3)`,
      )
    }
    case 'call-open':
      return say(
        'laat een aanroep toe die al toegelaten is en nog geen uitkomst heeft (P2)',
        'allows a call that is allowed already and has no outcome yet (P2)',
      )
    case 'no-open-call':
      return say(
        'geeft een uitkomst aan een aanroep die er geen verwacht: nooit toegelaten, of voor de tweede keer (P2)',
        'gives an outcome to a call that expects none: never allowed, or for the second time (P2)',
      )
    case 'outcome-strange':
      return say('heeft een uitkomst die niet bestaat (P2)', 'has an outcome that does not exist (P2)')
    case 'not-unknown':
      return say(
        'rondt een aanroep af waarvan de uitkomst niet onbekend was (P2)',
        'settles a call whose outcome was not unknown (P2)',
      )
  }
}
