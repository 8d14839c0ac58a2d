// SPDX-License-Identifier: EUPL-1.2
// Facts of art. 6(1): AI inside products that Annex I law already regulates, and their conformity route.
import { yesNo } from './spec.ts'

export const productFacts = {
  annex_i_section: {
    kind: 'section',
    source: 'Art. 6(1); Annex I',
    question: {
      nl: 'Valt het product onder een wet uit bijlage I? Kies A, B of none (geen).',
      en: 'Does the product fall under an act of Annex I? Choose A, B or none.',
    },
    example: {
      nl: 'A: speelgoed, liften, medische hulpmiddelen. B: auto’s, treinen, vliegtuigen, machines.',
      en: 'A: toys, lifts, medical devices. B: cars, trains, aircraft, machinery.',
    },
  },
  ai_is_the_regulated_product: yesNo(
    'Art. 6(1)(a)',
    'Is het AI-systeem zelf dat product?',
    'Is the AI system itself that product?',
    'Ja: software die zelf een medisch hulpmiddel is.',
    'Yes: software that is a medical device itself.',
  ),
  safety_function_intended: yesNo(
    'Art. 3(14), 6(1)',
    'Is het bedoeld om gevaar te voorkomen of te beperken?',
    'Is it intended to prevent or mitigate danger?',
    'Ja: een robot laten stoppen als er een mens komt. Nee: alleen gemak of snelheid.',
    'Yes: stopping a robot when a person comes near. No: only comfort or speed.',
  ),
  failure_endangers_health_or_safety: yesNo(
    'Art. 6(1b)',
    'Brengt een storing de gezondheid of veiligheid van mensen in gevaar?',
    'Does a failure endanger the health or safety of people?',
    'Ja: als het systeem uitvalt, remt de lift niet.',
    'Yes: if the system fails, the lift does not brake.',
  ),
  third_party_conformity_assessment_foreseen: yesNo(
    'Art. 6(1)(b)',
    'Vraagt die wet voor het product om een keuring door een andere partij?',
    'Does that act require an assessment of the product by a third party?',
    'Ja: een aangemelde instantie keurt het. Ook als normen toepassen u die keuring bespaart.',
    'Yes: a notified body assesses it. Also when applying standards spares you that assessment.',
  ),
  third_party_only_for_spectrum_or_emc: yesNo(
    'Art. 6(1c)',
    'Is die keuring er alleen voor radiogolven of elektromagnetische storing?',
    'Is that assessment only about radio spectrum or electromagnetic compatibility?',
    'Ja: een slimme speaker waarvan alleen de zender wordt gekeurd.',
    'Yes: a smart speaker of which only the transmitter is assessed.',
  ),
  harmonised_standards_fully_applied: yesNo(
    'Art. 43(1)',
    'Zijn geharmoniseerde normen of gemeenschappelijke specificaties volledig toegepast?',
    'Are harmonised standards or common specifications fully applied?',
    'Nee: zolang er voor dit systeem geen norm in het Publicatieblad staat.',
    'No: as long as the Official Journal cites no standard for this system.',
  ),
  ai_office_supervised: yesNo(
    'Art. 75(1)',
    'Is het gebouwd op een model van dezelfde aanbieder, of deel van een zeer groot platform?',
    'Is it built on a model of the same provider, or part of a very large platform?',
    'Ja: de maker van een taalmodel biedt ook de assistent aan die erop draait.',
    'Yes: the maker of a language model also offers the assistant that runs on it.',
  ),
} as const

export const infrastructureFacts = {
  critical_infrastructure_operation: yesNo(
    'Annex III 2',
    'Wordt het gebruikt bij beheer van vitale digitale infrastructuur, wegverkeer, water, gas, warmte of stroom?',
    'Is it used in running critical digital infrastructure, road traffic, water, gas, heating or electricity?',
    'Ja: het bewaken van het elektriciteitsnet.',
    'Yes: guarding the electricity grid.',
  ),
  safety_component_of_infrastructure: yesNo(
    'Annex III 2, 3(14)',
    'Is het daar een onderdeel voor de veiligheid?',
    'Is it a safety component there?',
    'Ja: het schakelt een leiding uit bij gevaar. Nee: het voorspelt alleen de vraag.',
    'Yes: it shuts a line down in danger. No: it only forecasts demand.',
  ),
  cybersecurity_only: yesNo(
    'Recital 55',
    'Dient het alleen voor cyberbeveiliging?',
    'Does it serve cybersecurity only?',
    'Ja: het zoekt inbraken in netwerkverkeer.',
    'Yes: it looks for intrusions in network traffic.',
  ),
} as const
