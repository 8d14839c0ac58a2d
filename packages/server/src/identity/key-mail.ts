// SPDX-License-Identifier: EUPL-1.2
import type { Organisation } from '../organisation/index.ts'
import type { KeyNews } from './identity.ts'

interface KeyMail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/**
 * What a person is told when somebody else makes or revokes a key of theirs: nobody gets to act in another's name
 * unnoticed. Undefined for one's own acts, for acts done on the machine itself, and for keys of agents and runs.
 */
export function keyMailFor(
  { people, settings }: Organisation,
  { became, kind, holder, by }: KeyNews,
  link: string,
): KeyMail | undefined {
  const person = kind === 'person' ? people.get(holder) : undefined
  if (person === undefined || by === undefined || by === holder) return undefined
  const who = people.get(by)?.name ?? by
  const write = settings.language === 'nl' ? dutch : english
  return { to: person.email, ...write(person.name, who, became, link) }
}

function dutch(reader: string, who: string, became: KeyNews['became'], link: string): Omit<KeyMail, 'to'> {
  return became === 'issued'
    ? {
        subject: 'Sluis: er is een sleutel voor u gemaakt',
        text: `Dag ${reader},

In Sluis is een sleutel op uw naam gemaakt, door ${who}. Wie hem heeft, handelt in uw naam.

Krijgt u hem niet, of vroeg u er niet om? Trek hem dan in: sluis keys, of ${link}
Kreeg u hem wel, maak dan uw eigen sleutel en trek deze in: dan kent alleen u hem.
`,
      }
    : {
        subject: 'Sluis: uw sleutel is ingetrokken',
        text: `Dag ${reader},

Een sleutel op uw naam in Sluis werkt niet meer. Hij is ingetrokken door ${who}.

Wist u hier niet van? Vraag het na. Het log van Sluis zegt wanneer het gebeurde.
`,
      }
}

function english(reader: string, who: string, became: KeyNews['became'], link: string): Omit<KeyMail, 'to'> {
  return became === 'issued'
    ? {
        subject: 'Sluis: a key was made for you',
        text: `Hello ${reader},

A key was made in your name, by ${who}. Whoever has it acts in your name in Sluis.

If it does not reach you, or you did not ask for it, revoke it: sluis keys, or ${link}
If it does, make a key of your own and revoke this one: then only you know it.
`,
      }
    : {
        subject: 'Sluis: your key was revoked',
        text: `Hello ${reader},

A key in your name in Sluis no longer works: it was revoked by ${who}.

If you did not expect this, ask them about it. The log of Sluis says when it was done.
`,
      }
}
