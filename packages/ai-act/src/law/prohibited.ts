// SPDX-License-Identifier: EUPL-1.2
// Art. 5: prohibited practices, each from its own day (art. 113(a)).
import { text } from '../text.ts'
import type { DatedRule } from './types.ts'

export const prohibited2025: readonly DatedRule[] = [
  {
    id: '5.1.a',
    article: 'Art. 5(1)(a)',
    from: '2025-02-02',
    title: text('manipulatie', 'manipulation'),
    when: {
      all: [
        'subliminal_manipulative_or_deceptive_technique',
        'materially_distorts_behaviour',
        'significant_harm_likely',
      ],
    },
  },
  {
    id: '5.1.b',
    article: 'Art. 5(1)(b)',
    from: '2025-02-02',
    title: text('misbruik van kwetsbaarheid', 'exploiting vulnerabilities'),
    when: {
      all: [
        'exploits_vulnerability_age_disability_socioeconomic',
        'materially_distorts_behaviour',
        'significant_harm_likely',
      ],
    },
  },
  {
    id: '5.1.c',
    article: 'Art. 5(1)(c)',
    from: '2025-02-02',
    title: text('sociale score', 'social scoring'),
    when: {
      all: [
        'evaluates_persons_over_time_on_social_behaviour_or_traits',
        { any: ['detriment_in_unrelated_context', 'detriment_unjustified_or_disproportionate'] },
      ],
    },
    note: text('Voor overheden en voor bedrijven.', 'For public and for private actors.'),
  },
  {
    id: '5.1.d',
    article: 'Art. 5(1)(d)',
    from: '2025-02-02',
    title: text('misdaad voorspellen per persoon', 'individual predictive policing'),
    when: {
      all: ['predicts_crime_risk_of_person', 'solely_profiling_or_personality_traits'],
      none: ['supports_human_assessment_on_objective_verifiable_facts'],
    },
    note: text(
      'Voorspellen per plaats valt erbuiten. Niet alleen op een profiel: dan bijlage III 6(d).',
      'Prediction by place falls outside. Not solely on a profile: then Annex III 6(d).',
    ),
  },
  {
    id: '5.1.e',
    article: 'Art. 5(1)(e)',
    from: '2025-02-02',
    title: text('gezichten verzamelen zonder doel', 'untargeted face scraping'),
    when: { all: ['builds_face_database_by_untargeted_scraping'] },
  },
  {
    id: '5.1.f',
    article: 'Art. 5(1)(f)',
    from: '2025-02-02',
    title: text('emoties aflezen op werk of school', 'inferring emotions at work or school'),
    when: {
      all: ['emotion_inference_from_biometrics', { any: ['context_workplace', 'context_education'] }],
      none: ['medical_or_safety_purpose'],
    },
    note: text(
      'Alleen tekst is niet biometrisch. Bij de uitzondering blijven bijlage III 1(c) en artikel 50(3) gelden.',
      'Text alone is not biometric. Under the exception Annex III 1(c) and article 50(3) still apply.',
    ),
  },
  {
    id: '5.1.g',
    article: 'Art. 5(1)(g)',
    from: '2025-02-02',
    title: text('mensen biometrisch indelen op gevoelige kenmerken', 'biometric categorisation by sensitive traits'),
    when: {
      all: ['biometric_categorisation_of_individuals', 'infers_race_politics_union_religion_sexlife'],
      none: ['lawful_dataset_labelling_or_filtering'],
    },
    note: text(
      'Er is ook een uitzondering voor het indelen van biometrische gegevens bij opsporing.',
      'There is also a carve-out for categorising biometric data in law enforcement.',
    ),
  },
  {
    id: '5.1.h',
    article: 'Art. 5(1)(h)',
    from: '2025-02-02',
    title: text(
      'mensen direct op afstand herkennen voor opsporing',
      'real-time remote identification for law enforcement',
    ),
    when: {
      all: ['rbi_real_time', 'publicly_accessible_space', 'law_enforcement_purpose'],
      none: ['_rbi_le_exception'],
    },
    note: text(
      'Het gebruik is verboden. De uitzondering vraagt alles tegelijk: een doel uit 5(1)(h), nationale wet, toestemming vooraf, een ' +
        'grondrechteneffectbeoordeling en registratie.',
      'The use is prohibited. The exception needs everything at once: an objective of 5(1)(h), national law, prior authorisation, a ' +
        'fundamental rights assessment and registration.',
    ),
  },
]

export const prohibited2026: readonly DatedRule[] = [
  {
    id: '5.1.ba',
    article: 'Art. 5(1)(ba)',
    from: '2026-12-02',
    title: text('intieme beelden zonder toestemming', 'intimate images without consent'),
    when: {
      all: [
        'generates_intimate_or_sexual_depiction_of_identifiable_person',
        '!explicit_consent_of_person',
        {
          any: [
            'intimate_output_is_intended_purpose',
            { all: ['intimate_output_foreseeable_and_reproducible', '!reasonable_safeguards_against_it'] },
            'deployer_uses_it_to_generate_this',
          ],
        },
      ],
      none: ['manipulation_does_not_increase_exposure'],
    },
    note: text(
      'Artikel 5(1a): op de markt brengen telt als het de bedoeling is, of te voorzien en te herhalen zonder goede ' +
        'maatregelen. Gebruik telt alleen als de gebruiksverantwoordelijke het daarvoor inzet.',
      'Article 5(1a): placing on the market counts when intended, or foreseeable and repeatable without proper ' +
        'safeguards. Use counts only when the deployer uses it for that.',
    ),
  },
  {
    id: '5.1.bb',
    article: 'Art. 5(1)(bb)',
    from: '2026-12-02',
    title: text('beelden van seksueel misbruik van kinderen', 'images of sexual abuse of children'),
    when: {
      all: [
        'generates_csam',
        {
          any: [
            'csam_output_is_intended_purpose',
            { all: ['csam_output_foreseeable_and_reproducible', '!reasonable_safeguards_against_it'] },
            'deployer_uses_it_to_generate_this',
          ],
        },
      ],
      none: ['national_law_without_right_defence'],
    },
  },
]
