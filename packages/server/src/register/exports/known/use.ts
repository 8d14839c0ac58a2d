// SPDX-License-Identifier: EUPL-1.2
// What a system is for and who looks after it, as parts of papers.
import type { Language } from '@sluis/ai-act'
import { type Block, list, text } from '../document.ts'
import type { Portrait } from '../portrait.ts'
import { sayIn } from './words.ts'

export function purpose({ system }: Portrait): readonly Block[] {
  return [text(system.purpose, 'declared')]
}

export function users({ system }: Portrait): readonly Block[] {
  return [text(system.register.users, 'declared')]
}

export function affected({ system }: Portrait, language: Language): readonly Block[] {
  const { who, objection } = system.register.affected
  return [text(who, 'declared'), text(`${sayIn(language)('Bezwaar maken', 'Objecting')}: ${objection}`, 'declared')]
}

export function oversight(portrait: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const { how, body, unattended } = portrait.system.register.oversight
  const held =
    body === undefined
      ? []
      : [
          text(
            say(`Wat wacht op een mens, wacht op: ${body}.`, `What waits for a person waits for: ${body}.`),
            'declared',
          ),
        ]
  const waits =
    unattended.length === 0
      ? []
      : [
          text(
            say(
              `Hierop wacht niemand: ${unattended.join(', ')}.`,
              `Nobody is waited for with: ${unattended.join(', ')}.`,
            ),
            'declared',
          ),
        ]
  return [text(how, 'declared'), ...held, ...waits]
}

/** What is true of every system whose calls pass the gate, whoever its provider is. */
export function gateControls({ system }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  if (system.models.length + system.tools.length === 0) {
    return [
      text(
        say('Geen aanroep van dit systeem gaat door de poort.', 'No call of this system passes the gate.'),
        'declared',
      ),
    ]
  }
  return [
    list(
      [
        say(
          'Een noodstop kapt elke lopende aanroep af en overleeft een herstart.',
          'An emergency stop cuts every call under way and survives a restart.',
        ),
        say(
          'Beleid beslist per aanroep: toegestaan, geweigerd of vastgehouden voor een mens.',
          'Policy decides each call: allowed, denied, or held for a person.',
        ),
        say(
          'Een mens die beslist, kan goedkeuren, aanpassen, afwijzen of een veto uitspreken.',
          'A person who decides may approve, edit, reject or veto.',
        ),
      ],
      'derived',
    ),
  ]
}

export function logs({ system, logTerm }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const own = text(system.register.logs, 'declared')
  if (system.models.length + system.tools.length === 0) return [own]
  const entries = say(
    'Van elke aanroep die de poort passeert, staat een vermelding in een log dat anderen kunnen nagaan: het voornemen ervoor en de uitkomst erna.',
    'Every call that passes the gate is an entry in a log that others can check: the intent before it, the outcome after it.',
  )
  const { days } = logTerm
  const term = days === 1 ? say('1 dag', '1 day') : say(`${days} dagen`, `${days} days`)
  const content = say(
    `Wat agents vroegen en kregen, ligt daar verzegeld naast en wordt na ${term} gewist: eerder waar iemand daar recht op heeft, later wat nog loopt of waarover een dossier van een incident open is. De regels blijven.`,
    `What agents asked and got is sealed beside it and erased after ${term}: earlier where somebody has a right to that, later what is still under way or what an open file of an incident is about. The entries stay.`,
  )
  return [own, text(entries, 'derived'), text(content, 'derived')]
}
