// SPDX-License-Identifier: EUPL-1.2
// Words for work that Annex III of the AI Act names, in Dutch and English. They prove nothing: "applicants" may be
// people who apply for a parking permit. So a sign is a warning that asks a person to look, and never decides a class.
import type { FactId } from '@sluis/ai-act'

export interface Sign {
  /** The point of Annex III, as an id that `articleOf` takes. */
  readonly point: string
  /** The fact that a person must answer about it. */
  readonly fact: FactId
  readonly words: RegExp
}

const sign = (point: string, fact: FactId, ...words: readonly string[]): Sign => ({
  point,
  fact,
  words: new RegExp(`(?<![a-z])(?:${words.join('|')})`, 'i'),
})

export const signs: readonly Sign[] = [
  sign('1.a', 'remote_biometric_identification', 'gezichtsherkenning', 'face recognition', 'facial recognition'),
  sign('1.c', 'emotion_inference_from_biometrics', 'emotieherkenning', 'emotion (?:recognition|detection)'),
  sign('3.a', 'education_admission_or_assignment', 'toelating van (?:studenten|leerlingen)', 'student admission'),
  sign(
    '3.b',
    'evaluates_learning_outcomes',
    'tentamens?(?![a-z])',
    'exam (?:grad|mark)ing',
    'nakijken van',
    'grading of',
  ),
  sign(
    '4.a',
    'recruitment_or_selection',
    ...['sollicita', 'solliciteren', 'kandidaten selecteren', 'vacatures?(?![a-z])', 'werving en selectie'],
    ...[
      'job appl',
      'applicants?(?![a-z])',
      'job candidates',
      'recruit',
      'shortlist',
      'curricul[a-z]+ vitae',
      'résumés',
    ],
    ...["cv(?:'s|s)?(?![a-z])"],
  ),
  sign(
    '4.b',
    'worker_decisions_allocation_or_monitoring',
    ...[
      'functioneringsgesprek',
      'beoordeling van (?:medewerkers|personeel)',
      'ontslag',
      'promotie van (?:een )?medewerker',
    ],
    ...['performance review', 'employee (?:evaluation|monitoring)', 'dismissal of', 'worker monitoring'],
  ),
  sign('5.a', 'public_benefit_eligibility', 'bijstandsuitkering', 'recht op (?:een )?uitkering', 'welfare benefit'),
  sign('5.b', 'creditworthiness_natural_persons', 'kredietwaardig', 'creditworth', 'credit scor', 'kredietscore'),
  sign('5.c', 'life_or_health_insurance_pricing_natural_persons', 'levensverzekering', 'zorgpremie', 'life insurance'),
  sign('5.d', 'emergency_call_dispatch_or_triage', 'noodoproep', 'meldkamer', 'emergency call', 'patient triage'),
  sign('7.c', 'asylum_visa_residence_examination', 'asielaanvra', 'visumaanvra', 'asylum (?:application|claim)'),
  sign('8.a', 'judicial_or_adr_fact_law_application', 'concept ?vonnis', 'draft judg'),
]

const any = new RegExp(signs.map(({ words }) => words.source).join('|'), 'i')

/** The points of Annex III for which a text has words. */
export function signsIn(text: string): readonly string[] {
  // Most texts have none of the words, and are then scanned only once.
  if (!any.test(text)) return []
  return signs.flatMap(({ point, words }) => (words.test(text) ? [point] : []))
}
