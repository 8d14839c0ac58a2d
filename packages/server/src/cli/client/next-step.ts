// SPDX-License-Identifier: EUPL-1.2
import type { Say } from '../language.ts'

/** The command that helps after a refusal. The API can't name it, because it also serves the Desk. */
export function nextStep(problem: unknown, say: Say): readonly string[] {
  switch (problem) {
    case 'unauthenticated':
      return [
        say(
          'Deze sleutel werkt hier niet: hij is ingetrokken of verlopen, of is van een andere Sluis. Zet de uwe in SLUIS_KEY, of geef --key-file.',
          'This key does not work here: it was revoked, has expired, or is of another Sluis. Put yours in SLUIS_KEY, or give --key-file.',
        ),
      ]
    case 'last-key':
      return [say('Bevestigen doet u met --even-last.', 'To confirm it, add --even-last.')]
    default:
      return []
  }
}
