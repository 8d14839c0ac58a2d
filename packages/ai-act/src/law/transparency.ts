// SPDX-License-Identifier: EUPL-1.2
// Art. 50 (always beside the class, art. 50(6)) and the axis of general-purpose models (art. 51-55).
import { text } from '../text.ts'
import type { Law, TransparencyRule } from './types.ts'

export const transparency: readonly TransparencyRule[] = [
  {
    id: '50.1',
    article: 'Art. 50(1)',
    from: '2026-08-02',
    duty: 'provider',
    title: text('vertel mensen dat zij met AI te maken hebben', 'tell people that they deal with AI'),
    when: {
      all: ['interacts_directly_with_persons'],
      none: ['obvious_that_it_is_ai', 'authorised_by_law_crime_detection_not_public'],
    },
    note: text(
      'Richtsnoeren: een agent zegt dat hij AI is en ook voor wie hij werkt.',
      'Guidelines: an agent says that it is artificial and also for whom it acts.',
    ),
  },
  {
    id: '50.2',
    article: 'Art. 50(2)',
    from: '2026-08-02',
    legacyUntil: '2026-12-02',
    duty: 'provider',
    title: text(
      'markeer gemaakte inhoud zo dat software het ziet',
      'mark generated content so that software can detect it',
    ),
    when: {
      all: ['generates_synthetic_audio_image_video_text'],
      none: ['assistive_standard_editing', 'does_not_substantially_alter_input', 'authorised_by_law_crime_detection'],
    },
  },
  {
    id: '50.3',
    article: 'Art. 50(3)',
    from: '2026-08-02',
    duty: 'deployer',
    title: text(
      'vertel mensen dat AI hun gevoel leest of hen indeelt',
      'tell people that AI reads or categorises them',
    ),
    when: {
      any: ['emotion_recognition_system', 'biometric_categorisation_system'],
      none: ['authorised_by_law_crime_detection'],
    },
  },
  {
    id: '50.4a',
    article: 'Art. 50(4)',
    from: '2026-08-02',
    duty: 'deployer',
    title: text('zeg bij een deepfake dat het AI is', 'disclose that a deepfake is AI'),
    when: { all: ['produces_deepfake'], none: ['authorised_by_law_crime_detection'] },
    note: text(
      'Bij duidelijk kunst, satire of fictie mag het kort en zonder te storen.',
      'For evident art, satire or fiction it may be brief and undisturbing.',
    ),
  },
  {
    id: '50.4b',
    article: 'Art. 50(4)',
    from: '2026-08-02',
    duty: 'deployer',
    title: text('zeg bij een tekst voor het publiek dat die van AI is', 'disclose that a text for the public is by AI'),
    when: {
      all: ['publishes_text_on_public_interest'],
      none: ['human_review_and_editorial_responsibility', 'authorised_by_law_crime_detection'],
    },
  },
]

/**
 * Whoever modifies a model with more than a third of its training compute becomes a provider (guidelines of July 2025).
 */
export const models: Law['models'] = {
  model: {
    id: 'is_gpai_model',
    article: 'Art. 3(63)',
    from: '2025-08-02',
    title: text('een AI-model voor algemene doeleinden', 'a general-purpose AI model'),
    when: { any: ['significant_generality_many_tasks'] },
    note: text(
      'Aanwijzing: meer dan 1e23 FLOP training en taal, beeld of video kunnen maken (richtsnoeren juli 2025). ' +
        'Wie een model wijzigt met meer dan een derde van dat rekenwerk, wordt zelf aanbieder.',
      'Indication: more than 1e23 FLOP of training and able to make language, images or video (guidelines July 2025). ' +
        'Who modifies a model with more than a third of that compute becomes a provider.',
    ),
  },
  systemic: {
    id: 'systemic',
    article: 'Art. 51',
    from: '2025-08-02',
    title: text('een model met systeemrisico', 'a model with systemic risk'),
    when: {
      all: [
        'significant_generality_many_tasks',
        { any: ['training_flop>1e25', 'high_impact_capabilities', 'commission_designation'] },
      ],
    },
  },
  legacyUntil: '2027-08-02',
}
