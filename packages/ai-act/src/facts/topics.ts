// SPDX-License-Identifier: EUPL-1.2
// What the questions are about, in the words of whoever has to answer them.
import { type Text, text } from '../text.ts'
import { biometricFacts } from './biometrics.ts'
import type { FactId } from './catalogue.ts'
import { modelFacts, obligationFacts } from './duties.ts'
import { infrastructureFacts, productFacts } from './products.ts'
import { crimePredictionFacts, imageryFacts, manipulationFacts, scoringFacts } from './prohibited.ts'
import { exclusionFacts, roleFacts, systemFacts, territoryFacts } from './scope.ts'
import { educationFacts, serviceFacts, workFacts } from './society.ts'
import type { FactSpec } from './spec.ts'
import { democracyFacts, lawEnforcementFacts, migrationFacts } from './state.ts'
import { filterFacts, transparencyFacts } from './transparency.ts'

export interface Topic {
  readonly id: string
  readonly title: Text
  /** One sentence: what the law looks at here. */
  readonly about: Text
}

function topic(id: string, title: Text, about: Text, facts: Readonly<Record<string, FactSpec>>) {
  return Object.keys(facts).map((fact) => [fact, { id, title, about }] as const)
}

/** Facts of one topic belong on one page: a person answers them faster together. */
const topics: ReadonlyMap<string, Topic> = new Map([
  ...topic(
    'system',
    text('Is het een AI-systeem?', 'Is it an AI system?'),
    text('Alleen wat de wet een AI-systeem noemt, valt eronder.', 'The law is only about what it calls an AI system.'),
    systemFacts,
  ),
  ...topic(
    'territory',
    text('Is het in de EU?', 'Is it in the EU?'),
    text(
      'De wet geldt als het systeem of zijn uitkomst de EU raakt.',
      'The law holds where the system or its output touches the EU.',
    ),
    territoryFacts,
  ),
  ...topic(
    'exclusions',
    text('Geldt een uitzondering?', 'Does an exclusion apply?'),
    text(
      'Voor defensie, onderzoek, gebruik thuis en sommige open software geldt de wet niet of minder.',
      'For defence, research, use at home and some open software the law does not hold, or holds less.',
    ),
    exclusionFacts,
  ),
  ...topic(
    'role',
    text('Uw rol', 'Your role'),
    text(
      'Wie een systeem maakt, heeft andere plichten dan wie het gebruikt.',
      'Who makes a system has other duties than who uses it.',
    ),
    roleFacts,
  ),
  ...topic(
    'manipulation',
    text('Manipulatie', 'Manipulation'),
    text(
      'Mensen ongemerkt sturen of hun zwakte uitbuiten is verboden.',
      'Steering people unnoticed, or exploiting their weakness, is forbidden.',
    ),
    manipulationFacts,
  ),
  ...topic(
    'scoring',
    text('Mensen een sociale score geven', 'Social scoring'),
    text(
      'Mensen slechter behandelen om hun gedrag elders is verboden.',
      'Treating people worse for what they do elsewhere is forbidden.',
    ),
    scoringFacts,
  ),
  ...topic(
    'crime_prediction',
    text('Misdaad voorspellen', 'Predicting crime'),
    text(
      'Uit iemands karakter afleiden of die een misdaad pleegt, is verboden.',
      'Telling from somebody’s character whether they will commit a crime is forbidden.',
    ),
    crimePredictionFacts,
  ),
  ...topic(
    'biometrics',
    text('Gezicht, stem en lichaam', 'Face, voice and body'),
    text(
      'Mensen herkennen, indelen of peilen aan hun lichaam is soms verboden en vaak een hoog risico.',
      'Recognising, sorting or reading people by their body is sometimes forbidden and often high-risk.',
    ),
    biometricFacts,
  ),
  ...topic(
    'imagery',
    text('Intieme beelden', 'Intimate images'),
    text(
      'Intieme beelden van een echt mens en beelden van misbruik van kinderen zijn verboden.',
      'Intimate images of a real person and images of child abuse are forbidden.',
    ),
    imageryFacts,
  ),
  ...topic(
    'product',
    text('AI in een product', 'AI in a product'),
    text(
      'Telt als AI deel is van een product met eigen veiligheidsregels, zoals een machine of speelgoed.',
      'Counts where AI is part of a product with safety rules of its own, such as a machine or a toy.',
    ),
    productFacts,
  ),
  ...topic(
    'infrastructure',
    text('Vitale infrastructuur', 'Critical infrastructure'),
    text(
      'Telt als mensen gevaar lopen wanneer het systeem faalt.',
      'Counts where people are in danger when the system fails.',
    ),
    infrastructureFacts,
  ),
  ...topic(
    'education',
    text('Onderwijs', 'Education'),
    text(
      'Telt als het systeem meebeslist over toelating, niveau of examens.',
      'Counts where the system has a say in admission, level or exams.',
    ),
    educationFacts,
  ),
  ...topic(
    'work',
    text('Werk', 'Work'),
    text(
      'Telt als het systeem meebeslist over sollicitanten of personeel.',
      'Counts where the system has a say about applicants or staff.',
    ),
    workFacts,
  ),
  ...topic(
    'services',
    text('Diensten waar mensen van afhangen', 'Services that people depend on'),
    text(
      'Telt als het systeem meebeslist over uitkeringen, krediet, verzekering of noodhulp.',
      'Counts where the system has a say in benefits, credit, insurance or emergency help.',
    ),
    serviceFacts,
  ),
  ...topic(
    'law_enforcement',
    text('Politie en justitie', 'Law enforcement'),
    text(
      'Telt alleen bij gebruik door of namens politie en justitie.',
      'Counts only where police or prosecutors use it, or somebody does on their behalf.',
    ),
    lawEnforcementFacts,
  ),
  ...topic(
    'migration',
    text('Migratie en grenzen', 'Migration and borders'),
    text(
      'Telt alleen bij gebruik voor migratie, asiel of grenzen.',
      'Counts only in use for migration, asylum or borders.',
    ),
    migrationFacts,
  ),
  ...topic(
    'democracy',
    text('Rechtspraak en verkiezingen', 'Justice and elections'),
    text(
      'Telt als het systeem rechters helpt of kiezers wil beïnvloeden.',
      'Counts where the system helps judges or means to sway voters.',
    ),
    democracyFacts,
  ),
  ...topic(
    'filter',
    text('De uitzondering van artikel 6(3)', 'The exemption of article 6(3)'),
    text(
      'Wie in een gevoelig gebied alleen een klein hulptaakje laat doen, kan onder hoog risico uit komen.',
      'In a sensitive area, a system that does only a small helping task may not be high-risk after all.',
    ),
    filterFacts,
  ),
  ...topic(
    'transparency',
    text('Openheid over AI', 'Openness about AI'),
    text(
      'Mensen moeten soms horen dat zij met AI te maken hebben.',
      'People must sometimes be told that they deal with AI.',
    ),
    transparencyFacts,
  ),
  ...topic(
    'model',
    text('Modellen voor algemeen gebruik', 'General-purpose models'),
    text(
      'Telt alleen voor wie zelf een groot AI-model maakt of uitbrengt.',
      'Counts only for who makes or releases a large AI model themselves.',
    ),
    modelFacts,
  ),
  ...topic(
    'obligations',
    text('Wat voor uw plichten telt', 'What counts for your duties'),
    text(
      'Deze antwoorden veranderen de klasse niet, wel wat u moet doen en vanaf wanneer.',
      'These answers do not change the class, but what you have to do and from when.',
    ),
    obligationFacts,
  ),
])

const elsewhere: Topic = {
  id: 'other',
  title: text('Overig', 'Other'),
  about: text('Wat nergens anders bij hoort.', 'What belongs nowhere else.'),
}

export function topicOf(fact: FactId): Topic {
  return topics.get(fact) ?? elsewhere
}
