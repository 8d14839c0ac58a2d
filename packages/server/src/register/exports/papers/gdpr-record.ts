// SPDX-License-Identifier: EUPL-1.2
// GDPR art. 30(1)(a) to (g).

import { organisation, personalData, privacyOfficer } from '../known/parties.ts'
import { data, places, supply } from '../known/parts.ts'
import { affected, gateControls, logs, purpose } from '../known/use.ts'
import type { Paper } from '../paper.ts'

export const gdprRecord: Paper = {
  title: { nl: 'Verwerkingsregister (AVG artikel 30)', en: 'Record of processing (GDPR article 30)' },
  purpose: {
    nl: 'Wat artikel 30 van de AVG van deze verwerking vraagt.',
    en: 'What article 30 of the GDPR asks of this processing.',
  },
  fields: [
    {
      title: { nl: 'Of het persoonsgegevens verwerkt', en: 'Whether it processes personal data' },
      clause: 'GDPR art. 4(1)',
      known: [personalData],
    },
    {
      title: { nl: 'Verwerkingsverantwoordelijke en functionaris', en: 'Controller and data protection officer' },
      clause: 'GDPR art. 30(1)(a)',
      known: [organisation, privacyOfficer],
    },
    {
      title: { nl: 'Doelen en grondslag', en: 'Purposes and basis' },
      clause: 'GDPR art. 30(1)(b)',
      known: [purpose],
      topics: ['lawful-basis'],
    },
    {
      title: { nl: 'Groepen mensen en soorten gegevens', en: 'Categories of people and of data' },
      clause: 'GDPR art. 30(1)(c)',
      known: [affected, data],
      topics: ['data-subjects'],
    },
    {
      title: { nl: 'Ontvangers', en: 'Recipients' },
      clause: 'GDPR art. 30(1)(d)',
      known: [supply],
      topics: ['recipients'],
    },
    {
      title: { nl: 'Doorgifte buiten de EER', en: 'Transfers outside the EEA' },
      clause: 'GDPR art. 30(1)(e)',
      known: [places],
      topics: ['transfers'],
    },
    {
      title: { nl: 'Bewaartermijnen', en: 'Retention' },
      clause: 'GDPR art. 30(1)(f)',
      known: [logs],
      topics: ['retention'],
    },
    {
      title: { nl: 'Beveiliging', en: 'Security' },
      clause: 'GDPR art. 30(1)(g)',
      known: [gateControls],
      topics: ['security'],
    },
  ],
}
