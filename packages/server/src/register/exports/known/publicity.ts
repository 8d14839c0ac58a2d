// SPDX-License-Identifier: EUPL-1.2
import { gap, text } from '../document.ts'
import type { Known } from '../paper.ts'
import { factOf } from '../portrait.ts'
import { fillers } from '../topics.ts'
import { sayIn } from './words.ts'

/**
 * Which part of the EU database the entry goes to. For law enforcement, migration, asylum and border control it is the
 * part that isn't public and has fewer points (art. 49(4)).
 */
export const publicityWith =
  (points: string): Known =>
  (portrait, language) => {
    const say = sayIn(language)
    const uses = ['law_enforcement_use', 'migration_asylum_border_use'] as const
    const known = uses.map((fact) => factOf(portrait, fact))
    if (known.includes(true)) {
      const told = say(
        `In het niet-openbare deel, voor de punten 1, 6 en 7 van bijlage III; daar alleen de punten ${points}.`,
        `In the part that is not public, for points 1, 6 and 7 of Annex III; there only points ${points}.`,
      )
      return [text(told, 'derived')]
    }
    if (known.every((one) => one === false)) {
      return [text(say('In het openbare deel.', 'In the public part.'), 'derived')]
    }
    const ask = say(
      'Is het voor rechtshandhaving, migratie, asiel of grenscontrole?',
      'Is it for law enforcement, migration, asylum or border control?',
    )
    return [gap(`${ask} (${uses.join(', ')})`, fillers.owner[language])]
  }
