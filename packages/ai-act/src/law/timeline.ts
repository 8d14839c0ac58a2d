// SPDX-License-Identifier: EUPL-1.2
// The days on which something starts to apply. Between two of these days no outcome changes.
import { type Text, text } from '../text.ts'
import type { TimelineEntry } from './types.ts'

function day(date: string, basis: string, what: Text): TimelineEntry {
  return { date, basis, what }
}

const start = [
  day('2024-08-01', 'Art. 113', text('Verordening 2024/1689 in werking.', 'Regulation 2024/1689 enters into force.')),
  day(
    '2025-02-02',
    'Art. 113(a)',
    text(
      'Artikel 1 tot en met 4 en de eerste verboden van artikel 5.',
      'Articles 1 to 4 and the first bans of article 5.',
    ),
  ),
  day(
    '2025-08-02',
    'Art. 113(b)',
    text(
      'Aangemelde instanties, modellen voor algemene doeleinden, bestuur en boetes (behalve artikel 101).',
      'Notified bodies, general-purpose models, governance and fines (except article 101).',
    ),
  ),
] as const

export const timeline2024: readonly TimelineEntry[] = [
  ...start,
  day(
    '2026-08-02',
    'Art. 113',
    text(
      'Algemeen: artikel 50 en hoog risico van bijlage III.',
      'General application: article 50 and Annex III high risk.',
    ),
  ),
  day(
    '2027-08-02',
    'Art. 113(c), 111(3)',
    text('Hoog risico van bijlage I; oude modellen.', 'Annex I high risk; legacy models.'),
  ),
  day(
    '2030-08-02',
    'Art. 111(2)',
    text('Oude systemen met hoog risico bij overheden.', 'Legacy high-risk systems of public authorities.'),
  ),
  day('2030-12-31', 'Art. 111(1)', text('Grote IT-systemen van bijlage X.', 'Large-scale IT systems of Annex X.')),
]

export const timeline2026: readonly TimelineEntry[] = [
  ...start,
  day(
    '2026-07-27',
    'Art. 113(d)',
    text(
      'Verordening 2026/1744 in werking: artikel 4 verzacht, artikel 4a, 25(2) en (4), 99(6a), 102 tot en met 110.',
      'Regulation 2026/1744 in force: article 4 softened, articles 4a, 25(2) and (4), 99(6a), 102 to 110.',
    ),
  ),
  day(
    '2026-08-02',
    'Art. 113',
    text(
      'Algemeen: artikel 50 voor nieuwe systemen, artikel 40 tot en met 49, 72, 73, 85 tot en met 87 en 101.',
      'General application: article 50 for new systems, articles 40 to 49, 72, 73, 85 to 87 and 101.',
    ),
  ),
  day(
    '2026-12-02',
    'Art. 113(a), 111(4)',
    text(
      'Verbod op intieme beelden zonder toestemming en misbruikbeelden; artikel 50(2) voor oudere systemen.',
      'Ban on intimate images without consent and abuse images; article 50(2) for older systems.',
    ),
  ),
  day(
    '2027-02-02',
    'Code of Practice (voluntary)',
    text('Markering van AI-inhoud over systemen heen leesbaar.', 'Detection of AI content works across systems.'),
  ),
  day(
    '2027-08-02',
    'Art. 111(3), 57(1), 2(13)',
    text(
      'Modellen van voor 2 augustus 2025; nationale testomgevingen; gedelegeerde handelingen.',
      'Models from before 2 August 2025; national sandboxes; delegated acts.',
    ),
  ),
  day(
    '2027-09-02',
    'Art. 72(3)',
    text(
      'Richtsnoeren en model voor toezicht na verkoop van de Commissie.',
      'Guidelines and template of the Commission for post-market monitoring.',
    ),
  ),
  day(
    '2027-12-02',
    'Art. 113(c)(i)',
    text('Artikel 6 tot en met 27 voor bijlage III.', 'Articles 6 to 27 for Annex III.'),
  ),
  day(
    '2028-01-28',
    'Art. 43(3)',
    text(
      'Aangemelde instanties van bijlage I deel A moeten zijn aangevraagd.',
      'Notified bodies under Annex I section A must have applied.',
    ),
  ),
  day(
    '2028-08-02',
    'Art. 113(c)(ii)',
    text('Artikel 6 tot en met 27 voor bijlage I.', 'Articles 6 to 27 for Annex I.'),
  ),
  day(
    '2030-08-02',
    'Art. 111(2)',
    text('Oude systemen met hoog risico bij overheden.', 'Legacy high-risk systems of public authorities.'),
  ),
  day('2030-12-31', 'Art. 111(1)', text('Grote IT-systemen van bijlage X.', 'Large-scale IT systems of Annex X.')),
]
