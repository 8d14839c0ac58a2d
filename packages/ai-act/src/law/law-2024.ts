// SPDX-License-Identifier: EUPL-1.2
// The law before the Digital Omnibus, written as the changes that 2026/1744 made: so that older advice can be
// recognised, and so that the effect of a change of the law can be shown.
import { text } from '../text.ts'
import { law2026 } from './law-2026.ts'
import { prohibited2025 } from './prohibited.ts'
import { timeline2024 } from './timeline.ts'
import type { Law, ObligationRule, ProductRule } from './types.ts'

/** Art. 6(1c) is new: before it, an assessment that only concerned radio spectrum counted too. */
function withoutSpectrumException(rule: ProductRule): ProductRule {
  if (typeof rule.when === 'string') return rule
  const { none, ...when } = rule.when
  return { ...rule, when }
}

// Readings R1 and R6 are about dates that 2026/1744 separated; before it, these articles started on one day.
function onOneDay({ formallyFrom, readings, ...rule }: ObligationRule): ObligationRule {
  const others = readings?.filter((reading) => reading !== 'R1' && reading !== 'R6') ?? []
  return others.length === 0 ? rule : { ...rule, readings: others }
}

function beforeOmnibus(rule: ObligationRule): ObligationRule {
  switch (rule.id) {
    case 'O-04':
      return {
        ...rule,
        duty: text('Zorg dat medewerkers genoeg van AI weten.', 'Ensure a sufficient level of AI literacy of staff.'),
      }
    case 'O-10':
      return {
        ...rule,
        article: 'Art. 10',
        duty: text(
          'Zorg voor goede, representatieve gegevens. Zoek vooringenomenheid en verminder die.',
          'Govern data and keep it representative. Detect and mitigate bias.',
        ),
      }
    case 'O-60':
      return { ...rule, article: 'Art. 60, 61', routes: ['III'] }
    case 'O-72':
      return {
        ...rule,
        duty: text(
          'Volg het systeem na verkoop, volgens een plan.',
          'Monitor the system after sale, following a plan.',
        ),
      }
    default:
      return rule
  }
}

export const law2024: Law = {
  ...law2026,
  version: '2024-08-01',
  inForceFrom: '2024-08-01',
  name: text(
    'AI-verordening 2024/1689, voor de wijziging van 2026',
    'AI Act, Regulation 2024/1689 before its amendment of 2026',
  ),
  regulations: ['http://data.europa.eu/eli/reg/2024/1689/oj'],
  prohibited: prohibited2025,
  products: law2026.products.map(withoutSpectrumException),
  annexI: law2026.annexI.map((entry) => (entry.point === 21 ? { ...entry, point: 1, section: 'A' } : entry)),
  transparency: law2026.transparency.map(({ legacyUntil, ...rule }) => rule),
  routes: {
    III: { from: '2026-08-02', legacyBefore: '2026-08-02' },
    IA: { from: '2027-08-02', legacyBefore: '2026-08-02' },
    IB: { from: '2027-08-02', legacyBefore: '2026-08-02' },
  },
  obligations: law2026.obligations.map((rule) => beforeOmnibus(onOneDay(rule))),
  penalties: law2026.penalties.map((tier) => ({ ...tier, lowerForSmallMidCap: false })),
  readings: law2026.readings.filter((reading) => reading.id !== 'R1' && reading.id !== 'R6'),
  timeline: timeline2024,
  documents: {
    ...law2026.documents,
    // Points 7 and 9 of Annex VIII B were deleted in 2026.
    annex_viii_b: [...law2026.documents.annex_viii_b, 'summary_of_grounds', 'member_states'],
  },
}
