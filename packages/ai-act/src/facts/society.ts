// SPDX-License-Identifier: EUPL-1.2
// Facts for points 3 to 5 of Annex III: education, work, and services that people depend on.
import { yesNo } from './spec.ts'

export const educationFacts = {
  education_admission_or_assignment: yesNo(
    'Annex III 3(a)',
    'Bepaalt het systeem of iemand wordt toegelaten tot een opleiding, of bij welke opleiding?',
    'Does the system determine admission to education, or to which institution somebody is assigned?',
    'Ja: aanmeldingen voor een studie beoordelen.',
    'Yes: assessing applications for a course of study.',
  ),
  evaluates_learning_outcomes: yesNo(
    'Annex III 3(b)',
    'Beoordeelt het systeem wat iemand heeft geleerd?',
    'Does the system evaluate what somebody has learned?',
    'Ja: toetsen nakijken en een cijfer voorstellen.',
    'Yes: marking tests and proposing a grade.',
  ),
  assesses_education_level: yesNo(
    'Annex III 3(c)',
    'Bepaalt het systeem welk niveau van onderwijs bij iemand past?',
    'Does the system assess which level of education suits somebody?',
    'Ja: een schooladvies voor een leerling maken.',
    'Yes: making a school recommendation for a pupil.',
  ),
  monitors_prohibited_behaviour_during_tests: yesNo(
    'Annex III 3(d)',
    'Let het systeem op spieken of ander verboden gedrag bij een toets?',
    'Does the system watch for cheating or other prohibited behaviour during a test?',
    'Ja: camerabeelden van een examen thuis bekijken.',
    'Yes: watching camera images of an exam at home.',
  ),
} as const

export const workFacts = {
  recruitment_or_selection: yesNo(
    'Annex III 4(a)',
    'Helpt het systeem bij het werven of kiezen van mensen voor werk?',
    'Does the system help to recruit or select people for work?',
    'Ja: een vacature gericht tonen, of een eerste schifting van sollicitaties.',
    'Yes: showing a vacancy to chosen people, or a first filter of job applications.',
  ),
  worker_decisions_allocation_or_monitoring: yesNo(
    'Annex III 4(b)',
    'Beïnvloedt het systeem loon, promotie of ontslag, verdeelt het werk naar gedrag, of volgt het medewerkers?',
    'Does the system affect pay, promotion or dismissal, allocate work by behaviour, or monitor workers?',
    'Ja: ritten verdelen op basis van iemands gedrag. Nee: ritten verdelen op afstand.',
    'Yes: allocating rides by the behaviour of a driver. No: allocating rides by distance.',
  ),
} as const

export const serviceFacts = {
  public_benefit_eligibility: yesNo(
    'Annex III 5(a)',
    'Beoordeelt het systeem of iemand recht heeft op een uitkering of een belangrijke publieke dienst?',
    'Does the system assess whether somebody is entitled to a benefit or an essential public service?',
    'Ja: een aanvraag voor bijstand beoordelen, of een toeslag stoppen of terugvragen.',
    'Yes: assessing a claim for social assistance, or ending or reclaiming an allowance.',
  ),
  by_or_for_public_authority: yesNo(
    'Annex III 5(a)',
    'Gebruikt een overheid het systeem, of iemand namens een overheid?',
    'Is the system used by a public authority or on its behalf?',
    'Ja: een gemeente, of een bureau dat voor de gemeente werkt.',
    'Yes: a municipality, or an agency that works for one.',
  ),
  creditworthiness_natural_persons: yesNo(
    'Annex III 5(b)',
    'Beoordeelt het systeem of mensen een lening kunnen dragen, of geeft het hun een kredietscore?',
    'Does the system assess the creditworthiness of people, or give them a credit score?',
    'Ja: een score voor een consument. Nee: een score voor een bedrijf.',
    'Yes: a score for a consumer. No: a score for a company.',
  ),
  financial_fraud_detection_only: yesNo(
    'Annex III 5(b)',
    'Dient het alleen om financiële fraude te ontdekken?',
    'Does it serve only to detect financial fraud?',
    'Ja: vreemde betalingen met een gestolen kaart vinden.',
    'Yes: finding odd payments with a stolen card.',
  ),
  life_or_health_insurance_pricing_natural_persons: yesNo(
    'Annex III 5(c)',
    'Schat het systeem bij mensen risico of prijs van een levens- of zorgverzekering?',
    'Does the system assess risk or price of life or health insurance for people?',
    'Ja: de premie van een levensverzekering bepalen.',
    'Yes: setting the premium of a life insurance.',
  ),
  emergency_call_dispatch_or_triage: yesNo(
    'Annex III 5(d)',
    'Beoordeelt het systeem noodoproepen, of wie het eerst hulp krijgt?',
    'Does the system evaluate emergency calls, or who is helped first?',
    'Ja: de volgorde van patiënten op een spoedpost bepalen.',
    'Yes: setting the order of patients in an emergency department.',
  ),
} as const
