// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '@sluis/ai-act'
import type { Portrait } from '../portrait.ts'
import { sayIn } from './words.ts'

/** The coverage of a paper. What never passes the gate is not seen, and no paper claims otherwise (P11). */
export function coverageOf({ system, traffic, madeAt }: Portrait, language: Language): readonly string[] {
  const say = sayIn(language)
  const calls = traffic.reduce((total, one) => total + one.calls, 0)
  const until = `${new Date(madeAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const { models, tools } = system.register.outside
  const outside = [...models, ...tools, ...system.localTools]
  return [
    say(
      `Gezien: ${calls} aanroepen die de poort bereikten, tot ${until}. Wat de poort niet passeert, is niet gezien.`,
      `Seen: ${calls} calls that reached the gate, until ${until}. What never passes the gate is not seen.`,
    ),
    say(
      'Opgegeven: al het andere staat zo in de bestanden van de organisatie, of volgt daaruit.',
      "Declared: all else stands so in the organisation's files, or follows from them.",
    ),
    outside.length === 0
      ? say('Gebruik buiten de poort om is niet opgegeven.', 'No use past the gate was declared.')
      : say(
          `Volgens opgave buiten de poort om: ${outside.join(', ')}.`,
          `Declared past the gate: ${outside.join(', ')}.`,
        ),
  ]
}
