// SPDX-License-Identifier: EUPL-1.2
// Pairs of answers that can't both be true of one system, by the words of the law. Such facts are refused: if we guessed
// which one is meant, a typing error could lower a class.
import type { FactId } from './facts/catalogue.ts'
import { type Text, text } from './text.ts'

type GivenAnswer = readonly [fact: FactId, answer: boolean]

interface Contradiction {
  readonly article: string
  /** The two answers that can't both be true. */
  readonly facts: readonly [GivenAnswer, GivenAnswer]
  readonly why: Text
}

export const contradictions: readonly Contradiction[] = [
  {
    article: 'Art. 3(39)',
    facts: [
      ['emotion_recognition_system', true],
      ['emotion_inference_from_biometrics', false],
    ],
    why: text(
      'een systeem dat emoties herkent, leidt die per definitie af uit biometrische gegevens',
      'an emotion recognition system by definition infers emotions from biometric data',
    ),
  },
  {
    article: 'Art. 3(42)',
    facts: [
      ['rbi_real_time', true],
      ['remote_biometric_identification', false],
    ],
    why: text(
      'direct op afstand herkennen is ook op afstand herkennen',
      'real-time remote identification is remote identification',
    ),
  },
  {
    article: 'Art. 3(36), 3(42)',
    facts: [
      ['rbi_real_time', true],
      ['biometric_verification_only', true],
    ],
    why: text(
      'wie alleen controleert of iemand is wie hij zegt, herkent niet op afstand',
      'a system that only verifies a claimed identity does not identify remotely',
    ),
  },
  {
    article: 'Art. 3(45)-(46)',
    facts: [
      ['law_enforcement_purpose', true],
      ['law_enforcement_use', false],
    ],
    why: text(
      'handhaving van het strafrecht gebeurt per definitie door of namens een opsporingsdienst',
      'law enforcement is by definition done by or on behalf of a law enforcement authority',
    ),
  },
  {
    article: 'Recital 24',
    facts: [
      ['exclusively_military_defence_natsec', true],
      ['law_enforcement_use', true],
    ],
    why: text(
      'een systeem dat ook de politie gebruikt, is niet uitsluitend militair',
      'a system that the police use too is not exclusively military',
    ),
  },
  {
    article: 'Recital 24; Art. 3(46)',
    facts: [
      ['exclusively_military_defence_natsec', true],
      ['law_enforcement_purpose', true],
    ],
    why: text('handhaving van het strafrecht is geen militair doel', 'law enforcement is no military purpose'),
  },
  {
    article: 'Art. 3(52); Directive 2016/680 art. 3(4)',
    facts: [
      ['profiling_in_detection_investigation_prosecution', true],
      ['performs_profiling', false],
    ],
    why: text('profielen bij opsporing is profielen', 'profiling in law enforcement is profiling'),
  },
  {
    article: 'Art. 5(1)(ba)',
    facts: [
      ['intimate_output_is_intended_purpose', true],
      ['generates_intimate_or_sexual_depiction_of_identifiable_person', false],
    ],
    why: text(
      'het systeem is bedoeld voor beelden die het niet kan maken',
      'the system is intended for images that it cannot make',
    ),
  },
  {
    article: 'Art. 5(1)(bb)',
    facts: [
      ['csam_output_is_intended_purpose', true],
      ['generates_csam', false],
    ],
    why: text(
      'het systeem is bedoeld voor beelden die het niet kan maken',
      'the system is intended for images that it cannot make',
    ),
  },
  {
    article: 'Art. 2(10), 26(8)',
    facts: [
      ['personal_nonprofessional_use', true],
      ['deployer_public_authority', true],
    ],
    why: text('een overheid gebruikt niets alleen persoonlijk', 'a public authority does not use things personally'),
  },
  {
    article: 'Art. 2(10), 26(7)',
    facts: [
      ['personal_nonprofessional_use', true],
      ['workplace_use', true],
    ],
    why: text('gebruik op het werk is niet alleen persoonlijk', 'use at the workplace is not purely personal'),
  },
]
