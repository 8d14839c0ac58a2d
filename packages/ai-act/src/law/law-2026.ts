// SPDX-License-Identifier: EUPL-1.2
// The law as it stands on 22 November 2026: Regulation 2024/1689 as amended by Regulation 2026/1744.
import { text } from '../text.ts'
import { annexIII, filter, filterBlockers } from './annex-iii.ts'
import { conformity } from './conformity.ts'
import { documents, notPublic } from './documents.ts'
import { incidentRules, incidents, penalties, supervision } from './enforcement.ts'
import { deployerObligations } from './obligations-deployer.ts'
import { generalObligations } from './obligations-general.ts'
import { marketObligations } from './obligations-market.ts'
import { modelObligations } from './obligations-model.ts'
import { providerObligations } from './obligations-provider.ts'
import { annexI, products } from './products.ts'
import { prohibited2025, prohibited2026 } from './prohibited.ts'
import { readings } from './readings.ts'
import { derived, exclusions, openSource, roleSwitch, scope } from './scope.ts'
import { timeline2026 } from './timeline.ts'
import { models, transparency } from './transparency.ts'
import type { Law } from './types.ts'

export const law2026: Law = {
  version: '2026-11-22',
  inForceFrom: '2026-07-27',
  name: text(
    'AI-verordening 2024/1689, zoals gewijzigd door 2026/1744 (PB 24-7-2026)',
    'AI Act, Regulation 2024/1689 as amended by 2026/1744 (OJ 24.7.2026)',
  ),
  regulations: ['http://data.europa.eu/eli/reg/2024/1689/oj', 'https://eur-lex.europa.eu/eli/reg/2026/1744/oj'],
  sources: [
    'Commission draft guidelines on Art. 6 (19 May 2026, not final)',
    'Commission guidelines on Art. 50, C(2026) 5054 (20 July 2026)',
    'Commission guidelines on Art. 5, C(2025) 884 (4 February 2025)',
    'Commission guidelines on the definition of an AI system, C(2025) 924 (6 February 2025)',
    'Commission guidelines on general-purpose AI models (18 July 2025)',
  ],
  scopeFrom: '2025-02-02',
  scope,
  exclusions,
  openSource,
  derived,
  prohibited: [...prohibited2025, ...prohibited2026],
  products,
  annexI,
  annexIII,
  filter,
  filterBlockers,
  transparency,
  models,
  roleSwitch,
  routes: {
    III: { from: '2027-12-02', legacyBefore: '2027-12-02' },
    IA: { from: '2028-08-02', legacyBefore: '2028-08-02' },
    IB: { from: '2028-08-02', legacyBefore: '2028-08-02' },
  },
  publicLegacyFrom: '2030-08-02',
  obligations: [
    ...generalObligations,
    ...providerObligations,
    ...marketObligations,
    ...deployerObligations,
    ...modelObligations,
  ],
  conformity,
  penalties,
  incidents,
  incidentRules,
  supervision,
  timeline: timeline2026,
  readings,
  documents,
  notPublic,
}
