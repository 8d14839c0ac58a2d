// SPDX-License-Identifier: EUPL-1.2
import type { StatementErrorCode } from '../statements/index.ts'
import type { Words } from './words.ts'

/** What a person who handed in a statement is told when it is refused. */
export const statementWords: Readonly<Record<StatementErrorCode, Words>> = {
  'payload-malformed': {
    nl: {
      title: 'Verklaring zegt iets anders',
      detail: 'De inhoud past niet bij zijn soort, dus hij is niet vastgelegd. Vraag de uitgever om een verbeterde.',
    },
    en: {
      title: 'The statement says something else',
      detail: 'The content does not fit its kind, so it was not recorded. Ask the issuer for a corrected one.',
    },
  },
  'envelope-malformed': {
    nl: {
      title: 'Geen ondertekende verklaring',
      detail:
        'Dit is geen DSSE-envelop met hoogstens acht handtekeningen. Vraag de uitgever om het bestand zoals hij het ondertekende.',
    },
    en: {
      title: 'Not a signed statement',
      detail: 'This is no DSSE envelope with at most eight signatures. Ask the issuer for the file as it was signed.',
    },
  },
  'statement-too-large': {
    nl: {
      title: 'Te groot',
      detail: 'Wat een verklaring inhoudt, is hoogstens 512 kB. Laat de uitgever naar grote stukken verwijzen.',
    },
    en: {
      title: 'Too large',
      detail: 'What a statement holds is at most 512 kB. Let the issuer refer to large documents.',
    },
  },
  'key-unknown': {
    nl: {
      title: 'Onbekende sleutel',
      detail:
        'Geen enkele uitgever in issuers.yaml heeft deze sleutel. Klopt hij, zet hem er dan in en laad de organisatie.',
    },
    en: {
      title: 'Unknown key',
      detail: 'No issuer in issuers.yaml has this key. If it is right, add it there and load the organisation.',
    },
  },
  'signature-invalid': {
    nl: {
      title: 'Handtekening klopt niet',
      detail: 'De verklaring is veranderd of door iemand anders ondertekend. Vraag haar opnieuw aan de uitgever zelf.',
    },
    en: {
      title: 'Signature not right',
      detail: 'The statement was changed, or somebody else signed it. Ask the issuer itself for it again.',
    },
  },
  'key-signed-twice': {
    nl: {
      title: 'Tweemaal dezelfde sleutel',
      detail: 'Eén sleutel tekende twee keer. Elke handtekening hoort van een andere sleutel te zijn.',
    },
    en: { title: 'One key twice', detail: 'One key signed twice. Each signature should be by another key.' },
  },
  'issuers-differ': {
    nl: {
      title: 'Meer dan één uitgever',
      detail: 'De handtekeningen zijn van verschillende uitgevers. Lever van elk een eigen envelop in.',
    },
    en: {
      title: 'More than one issuer',
      detail: 'The signatures are by different issuers. Hand in an envelope of its own for each.',
    },
  },
  'key-not-yet-valid': {
    nl: { title: 'Sleutel nog niet geldig', detail: 'Volgens issuers.yaml geldt deze sleutel pas later.' },
    en: { title: 'Key not valid yet', detail: 'By issuers.yaml this key is valid only later.' },
  },
  'key-expired': {
    nl: {
      title: 'Sleutel verlopen',
      detail: 'Volgens issuers.yaml geldt deze sleutel niet meer. Vraag een verklaring met de nieuwe sleutel.',
    },
    en: {
      title: 'Key expired',
      detail: 'By issuers.yaml this key is not valid any more. Ask for a statement with the new key.',
    },
  },
  'key-revoked': {
    nl: {
      title: 'Sleutel ingetrokken',
      detail: 'Deze sleutel is ingetrokken; wat ermee ondertekend is, wordt niet aangenomen.',
    },
    en: { title: 'Key revoked', detail: 'This key was revoked; nothing that it signed is taken.' },
  },
  'payload-type-refused': {
    nl: {
      title: 'Niet voor deze uitgever',
      detail: 'Deze uitgever mag dit soort verklaring niet doen volgens issuers.yaml.',
    },
    en: { title: 'Not for this issuer', detail: 'By issuers.yaml this issuer may not make this kind of statement.' },
  },
}
