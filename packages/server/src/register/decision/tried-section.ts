// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'
import { gap, list, type Section } from '../exports/document.ts'
import type { Say } from '../exports/known/words.ts'
import { momentIn } from '../exports/moment.ts'
import type { Reader } from '../exports/reader.ts'
import { fillers } from '../exports/topics.ts'
import type { DecisionFile } from './decision.ts'
import type { Trial } from './evidence.ts'

export function triedSection(file: DecisionFile, reader: Reader, say: Say): Section {
  const { trials, cases, calls, statements } = file
  const { language, timeZone } = reader
  const counted = Object.entries(cases).map(([state, count]) => `${caseWords[state]?.[language] ?? state}: ${count}`)
  return {
    title: say('Wat is geoefend, beslist en verklaard', 'What was drilled, decided and stated'),
    blocks: [
      list(
        [
          say(
            `${calls.seen} aanroepen gezien, ${calls.passed} doorgelaten`,
            `${calls.seen} calls seen, ${calls.passed} passed`,
          ),
          `${say('Zaken', 'Cases')}: ${counted.join(', ')}`,
          ...trials.map((trial) => `${momentIn(timeZone, trial.at, language)}: ${trialWords(trial, say)}`),
        ],
        'seen',
      ),
      ...(trials.length === 0
        ? [
            gap(
              say(
                'Een oefening van de stop of van een proef met andere regels',
                'A drill of the stop, or a replay by other rules',
              ),
              fillers.owner[language],
            ),
          ]
        : []),
      list(
        statements.map(({ issuer, payloadType, at, entry }) => {
          const when = momentIn(timeZone, at, language)
          return `${issuer}: ${payloadType}, ${when} (${say('regel', 'entry')} ${entry})`
        }),
        'seen',
      ),
    ],
  }
}

/** How calls that waited for people ended. */
const caseWords: Readonly<Record<string, Text>> = {
  open: { nl: 'open', en: 'open' },
  approved: { nl: 'goedgekeurd', en: 'approved' },
  used: { nl: 'goedgekeurd en uitgevoerd', en: 'approved and carried out' },
  rejected: { nl: 'afgewezen', en: 'rejected' },
  vetoed: { nl: 'veto', en: 'vetoed' },
  answered: { nl: 'beantwoord', en: 'answered' },
  edited: { nl: 'aangepast', en: 'edited' },
  expired: { nl: 'verlopen', en: 'expired' },
}

function trialWords({ what, of, worstMs, changed, entry }: Trial, say: Say): string {
  const where = `(${say('regel', 'entry')} ${entry})`
  const slowest = worstMs === undefined ? '' : say(`, traagste ${worstMs} ms`, `, slowest ${worstMs} ms`)
  switch (what) {
    case 'stop':
      return `${say('noodstop geoefend', 'stop drilled')}${slowest} ${where}`
    case 'provider-loss':
      return `${say(`verlies van ${of ?? '?'} geoefend`, `loss of ${of ?? '?'} drilled`)}${slowest} ${where}`
    case 'replay':
      return `${say(`besluiten opnieuw genomen met andere regels, ${changed ?? 0} anders`, `decisions taken again by other rules, ${changed ?? 0} otherwise`)} ${where}`
  }
}
