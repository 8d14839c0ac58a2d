// SPDX-License-Identifier: EUPL-1.2
// Examples from the Commission's draft guidelines on article 6 (19 May 2026), turned into facts by hand. The short
// descriptions and the facts are ours; the Commission's sentences are not kept here. The guidelines are a draft, so
// every outcome is provisional until they are final.

interface GuidelineCase {
  readonly id: string
  readonly paragraph: number
  /** The Annex III point that the example is about. */
  readonly point: string
  readonly outcome: 'high' | 'outside' | 'filtered'
  readonly about: string
  readonly facts: string
  /** What our reading is based on, where the facts don't make it obvious. */
  readonly remark?: string
}

const notFiltered = 'materially_influences_decision'

export const guidelineCases: readonly GuidelineCase[] = [
  {
    id: 'EUG-001',
    paragraph: 144,
    point: '1.a',
    outcome: 'high',
    about: 'naming people in broadcast archives by face and voice',
    facts: 'remote_biometric_identification performs_profiling',
  },
  {
    id: 'EUG-009',
    paragraph: 144,
    point: '1.a',
    outcome: 'outside',
    about: 'checking a claimed identity: phone, bank, exam, roadside',
    facts: 'remote_biometric_identification biometric_verification_only',
  },
  {
    id: 'EUG-023',
    paragraph: 170,
    point: '1.b',
    outcome: 'outside',
    about: 'age and sex of people at a border, from their faces',
    facts:
      'biometric_categorisation_of_individuals biometric_categorisation_system migration_asylum_border_use ' +
      '!biometric_categorisation_sensitive_attributes',
    remark: 'Age and sex are no sensitive attributes here; used to weigh a risk of a person it would be point 7(b).',
  },
  {
    id: 'EUG-028',
    paragraph: 177,
    point: '1.c',
    outcome: 'high',
    about: 'measuring the feelings of players to improve a game',
    facts: `emotion_inference_from_biometrics emotion_recognition_system ${notFiltered}`,
  },
  {
    id: 'EUG-037',
    paragraph: 196,
    point: '2',
    outcome: 'high',
    about: 'watching road traffic and setting traffic lights',
    facts: 'critical_infrastructure_operation safety_component_of_infrastructure',
  },
  {
    id: 'EUG-048',
    paragraph: 206,
    point: '2',
    outcome: 'outside',
    about: 'forecasting demand for electricity',
    facts: 'critical_infrastructure_operation !safety_component_of_infrastructure',
  },
  {
    id: 'EUG-055',
    paragraph: 219,
    point: '3.a',
    outcome: 'high',
    about: 'deciding on admission from applications and scores',
    facts: `education_admission_or_assignment performs_profiling ${notFiltered}`,
  },
  {
    id: 'EUG-093',
    paragraph: 254,
    point: '4.a',
    outcome: 'high',
    about: 'ranking candidates and suggesting vacancies at an employment agency',
    facts: `recruitment_or_selection preparatory_task ${notFiltered}`,
    remark: 'It looks preparatory, but caseworkers lean on its ranking, so the filter stays shut (reading R3).',
  },
  {
    id: 'EUG-096',
    paragraph: 254,
    point: '4.a',
    outcome: 'outside',
    about: 'advertising an employer without any vacancy',
    facts: '!recruitment_or_selection',
  },
  {
    id: 'EUG-102',
    paragraph: 254,
    point: '4.a',
    outcome: 'filtered',
    about: 'reading letters of application into a searchable database',
    facts: `recruitment_or_selection narrow_procedural_task !${notFiltered} !performs_profiling`,
    remark: 'The draft says narrow procedural but cites letter (d); on our facts letter (a) holds.',
  },
  {
    id: 'EUG-109',
    paragraph: 278,
    point: '4.b',
    outcome: 'high',
    about: 'setting the pay of drivers from their ratings',
    facts: `worker_decisions_allocation_or_monitoring performs_profiling ${notFiltered}`,
  },
  {
    id: 'EUG-112',
    paragraph: 278,
    point: '4.b',
    outcome: 'outside',
    about: 'feedback on voluntary training, to the employee only',
    facts: '!worker_decisions_allocation_or_monitoring',
    remark: 'Outside point 4(b). Whether training at work is also point 3(b) is another question, and not asked here.',
  },
  {
    id: 'EUG-119',
    paragraph: 293,
    point: '5.a',
    outcome: 'high',
    about: 'deciding on a claim for a social benefit',
    facts: `public_benefit_eligibility by_or_for_public_authority ${notFiltered}`,
  },
  {
    id: 'EUG-129',
    paragraph: 293,
    point: '5.a',
    outcome: 'outside',
    about: 'suggesting support services that fit, and filling in forms',
    facts: '!public_benefit_eligibility by_or_for_public_authority',
  },
  {
    id: 'EUG-134',
    paragraph: 293,
    point: '5.a',
    outcome: 'filtered',
    about: 'translating claims for assistance',
    facts: `public_benefit_eligibility by_or_for_public_authority narrow_procedural_task preparatory_task !${notFiltered}`,
  },
  {
    id: 'EUG-140',
    paragraph: 309,
    point: '5.b',
    outcome: 'outside',
    about: 'helping people to fill in an application for credit',
    facts: '!creditworthiness_natural_persons interacts_directly_with_persons',
  },
  {
    id: 'EUG-153',
    paragraph: 336,
    point: '5.d',
    outcome: 'high',
    about: 'setting the order of patients in an emergency department',
    facts: `emergency_call_dispatch_or_triage ${notFiltered}`,
  },
  {
    id: 'EUG-162',
    paragraph: 336,
    point: '5.d',
    outcome: 'outside',
    about: 'estimating healing time to plan rooms and beds',
    facts: '!emergency_call_dispatch_or_triage',
  },
  {
    id: 'EUG-172',
    paragraph: 359,
    point: '6.a',
    outcome: 'outside',
    about: 'where and when road accidents are likely',
    facts: 'law_enforcement_use !victim_risk_assessment',
    remark: 'About places and accidents, not about crime and a person.',
  },
  {
    id: 'EUG-181',
    paragraph: 365,
    point: '6.c',
    outcome: 'high',
    about: 'whether digital evidence is genuine',
    facts: `law_enforcement_use evidence_reliability ${notFiltered}`,
  },
  {
    id: 'EUG-188',
    paragraph: 365,
    point: '6.c',
    outcome: 'outside',
    about: 'flagging advertisements that may hide trafficking',
    facts: 'law_enforcement_use !evidence_reliability',
  },
  {
    id: 'EUG-195',
    paragraph: 368,
    point: '6.d',
    outcome: 'high',
    about: 'the chance that a prisoner re-offends',
    facts:
      'law_enforcement_use predicts_crime_risk_of_person offending_risk_or_personality_or_past_crime performs_profiling ' +
      '!solely_profiling_or_personality_traits',
    remark: 'Verifiable facts tie the person to crime, so it is point 6(d) and not the ban of article 5(1)(d).',
  },
  {
    id: 'EUG-219',
    paragraph: 396,
    point: '7.b',
    outcome: 'high',
    about: 'group indicators that rules without AI apply to named travellers',
    facts:
      'migration_asylum_border_use person_entry_risk_assessment preparatory_task ' +
      'part_of_combined_or_agentic_system_that_influences_decision',
    remark: 'The whole is judged, not the modules: no filter for a combined system (reading R4).',
  },
  {
    id: 'EUG-221',
    paragraph: 396,
    point: '7.b',
    outcome: 'outside',
    about: 'one health measure for everyone on a flight',
    facts: 'migration_asylum_border_use !person_entry_risk_assessment',
  },
  {
    id: 'EUG-229',
    paragraph: 400,
    point: '7.c',
    outcome: 'high',
    about: 'region of origin from speech, in an asylum file',
    facts: `migration_asylum_border_use asylum_visa_residence_examination ${notFiltered}`,
  },
  {
    id: 'EUG-231',
    paragraph: 400,
    point: '7.c',
    outcome: 'filtered',
    about: 'filing documents under fixed headings',
    facts: `migration_asylum_border_use asylum_visa_residence_examination narrow_procedural_task !${notFiltered}`,
  },
  {
    id: 'EUG-244',
    paragraph: 403,
    point: '7.d',
    outcome: 'high',
    about: 'tracking people in a reception centre',
    facts: 'migration_asylum_border_use detects_or_identifies_persons',
  },
  {
    id: 'EUG-250',
    paragraph: 403,
    point: '7.d',
    outcome: 'outside',
    about: 'estimating the size of a crowd at the gates',
    facts: 'migration_asylum_border_use !detects_or_identifies_persons',
  },
  {
    id: 'EUG-253',
    paragraph: 423,
    point: '8.a',
    outcome: 'high',
    about: 'drafting decisions in small claims',
    facts: `judicial_or_adr_fact_law_application preparatory_task ${notFiltered}`,
    remark: 'A draft is close to the decision, so the filter stays shut (reading R3).',
  },
  {
    id: 'EUG-257',
    paragraph: 423,
    point: '8.a',
    outcome: 'outside',
    about: 'telling visitors of a court website about procedure',
    facts: '!judicial_or_adr_fact_law_application interacts_directly_with_persons',
  },
  {
    id: 'EUG-265',
    paragraph: 423,
    point: '8.a',
    outcome: 'filtered',
    about: 'searching and summarising published case law',
    facts: `judicial_or_adr_fact_law_application narrow_procedural_task !${notFiltered}`,
  },
  {
    id: 'EUG-275',
    paragraph: 447,
    point: '8.b',
    outcome: 'outside',
    about: 'collecting and presenting survey results',
    facts: '!influences_election_or_voting_behaviour',
  },
]
