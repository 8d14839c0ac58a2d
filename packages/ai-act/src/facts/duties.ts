// SPDX-License-Identifier: EUPL-1.2
// Facts of general-purpose models, and facts that decide single obligations and their dates.
import { yesNo } from './spec.ts'

export const modelFacts = {
  significant_generality_many_tasks: yesNo(
    'Art. 3(63)',
    'Gaat het om een model dat heel verschillende taken goed kan doen?',
    'Is it a model that can do a wide range of different tasks well?',
    'Ja: een groot taalmodel. Nee: een model dat alleen huisprijzen schat.',
    'Yes: a large language model. No: a model that only estimates house prices.',
  ),
  training_flop: {
    kind: 'number',
    source: 'Art. 51(2)',
    question: {
      nl: 'Hoeveel rekenwerk (FLOP) kostte het trainen van het model in totaal?',
      en: 'How much compute (FLOP) did training the model take in total?',
    },
    example: { nl: 'Boven 1e25 geldt de grens voor systeemrisico.', en: 'Above 1e25 is the line for systemic risk.' },
  },
  high_impact_capabilities: yesNo(
    'Art. 51(1)(a)',
    'Kan het model wat alleen de krachtigste modellen kunnen?',
    'Does the model have the capabilities that only the most advanced models have?',
    'Ja: het scoort op erkende tests even hoog als de sterkste modellen.',
    'Yes: it scores as high as the strongest models on recognised tests.',
  ),
  commission_designation: yesNo(
    'Art. 51(1)(b)',
    'Heeft de Europese Commissie het model aangewezen als model met systeemrisico?',
    'Did the European Commission designate the model as one with systemic risk?',
    'Ja: het staat op de lijst van de Commissie.',
    'Yes: it is on the list of the Commission.',
  ),
} as const

export const obligationFacts = {
  workplace_use: yesNo(
    'Art. 26(7)',
    'Wordt het systeem op de werkplek gebruikt?',
    'Is the system used at the workplace?',
    'Ja: medewerkers werken ermee of worden erdoor beoordeeld.',
    'Yes: staff work with it or are assessed by it.',
  ),
  employer: yesNo(
    'Art. 26(7)',
    'Is de gebruiksverantwoordelijke de werkgever van die mensen?',
    'Is the deployer the employer of those people?',
    'Ja: uw eigen medewerkers krijgen ermee te maken.',
    'Yes: it concerns your own staff.',
  ),
  deployer_public_authority: yesNo(
    'Art. 26(8), 49(3), 111(2)',
    'Is de gebruiksverantwoordelijke een overheidsinstantie of een instelling van de EU?',
    'Is the deployer a public authority or an institution of the EU?',
    'Ja: een ministerie, gemeente of uitvoeringsdienst.',
    'Yes: a ministry, municipality or executive agency.',
  ),
  deployer_public_body: yesNo(
    'Art. 27(1)',
    'Is de gebruiksverantwoordelijke een publiekrechtelijke instelling?',
    'Is the deployer a body governed by public law?',
    'Ja: een gemeente, een openbare universiteit.',
    'Yes: a municipality, a public university.',
  ),
  private_entity_public_service: yesNo(
    'Art. 27(1)',
    'Is de gebruiksverantwoordelijke een private partij die een publieke dienst levert?',
    'Is the deployer a private party that provides a public service?',
    'Ja: een ziekenhuis, een woningcorporatie, een school.',
    'Yes: a hospital, a housing association, a school.',
  ),
  annex_iii_5b_or_5c: {
    ...yesNo(
      'Art. 27(1)',
      'Valt het onder kredietscores of onder levens- en zorgverzekering (bijlage III, 5(b) of 5(c))?',
      'Does it fall under credit scores or under life and health insurance (Annex III 5(b) or 5(c))?',
      'Ja: een bank beoordeelt er consumenten mee.',
      'Yes: a bank assesses consumers with it.',
    ),
    derived: true,
  },
  post_rbi_law_enforcement: yesNo(
    'Art. 26(10)',
    'Zoekt politie of justitie er achteraf een verdachte mee in beelden?',
    'Do law enforcement authorities use it afterwards to find a suspect in footage?',
    'Ja: een gezicht van een bewakingscamera vergelijken met een bestand.',
    'Yes: comparing a face from a security camera with a database.',
  ),
  processes_personal_data: yesNo(
    'GDPR art. 4(1)-(2)',
    'Verwerkt het systeem persoonsgegevens?',
    'Does the system process personal data?',
    'Ja: namen, mailadressen, gezichten, of iets anders dat naar een mens te herleiden is.',
    'Yes: names, mail addresses, faces, or anything else that can be traced to a person.',
  ),
  placed_on_market_on: {
    kind: 'date',
    source: 'Art. 111',
    question: {
      nl: 'Op welke dag kwam dit type systeem voor het eerst op de markt of in gebruik?',
      en: 'On which day was this type of system first placed on the market or put into service?',
    },
    example: {
      nl: 'Bijvoorbeeld 2025-09-01. Het type telt, niet elk exemplaar.',
      en: 'For example 2025-09-01. The type counts, not each copy.',
    },
  },
  significant_design_change: yesNo(
    'Art. 111(2)',
    'Is het ontwerp ingrijpend gewijzigd sinds de regels ervoor gelden?',
    'Did its design change significantly since the rules for it apply?',
    'Ja: een ander model of een nieuw doel. Nee: een kleine herstelversie.',
    'Yes: another model or a new purpose. No: a small repair release.',
  ),
} as const
