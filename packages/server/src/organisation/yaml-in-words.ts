// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'
import type { ErrorCode } from 'yaml'

const layout: Text = {
  nl: 'de opmaak klopt hier niet; kijk of de regels even ver inspringen en of na elke dubbele punt een spatie staat',
  en: 'the layout is not right here; see that lines begin equally far in and that a space follows each colon',
}
const sign: Text = {
  nl: 'dit teken hoort hier niet; kijk of alle haakjes en aanhalingstekens gesloten zijn',
  en: 'this sign does not belong here; see that all brackets and quotes are closed',
}
const quotes: Text = {
  nl: 'begint met een teken dat in YAML iets betekent (zoals *, &, ! of @); zet de tekst tussen enkele aanhalingstekens',
  en: 'begins with a sign that means something in YAML (such as *, &, ! or @); put the text between single quotes',
}
const other: Text = {
  nl: 'dit is geen YAML die Sluis kan lezen; vergelijk het met een bestand uit het voorbeeld',
  en: 'this is no YAML that Sluis can read; compare it with a file of the example',
}

/** What makes a file invalid YAML, in plain words: the library's own messages address programmers. */
export const yamlInWords: Readonly<Record<ErrorCode, Text>> = {
  ALIAS_PROPS: quotes,
  BAD_ALIAS: quotes,
  BAD_COLLECTION_TYPE: other,
  BAD_DIRECTIVE: {
    nl: 'haal de regel weg die met % begint; elk bestand wordt gelezen als YAML 1.2',
    en: 'take out the line that begins with %; every file is read as YAML 1.2',
  },
  BAD_DQ_ESCAPE: {
    nl: 'een \\ betekent tussen dubbele aanhalingstekens iets; gebruik enkele aanhalingstekens',
    en: 'a \\ means something between double quotes; use single quotes',
  },
  BAD_INDENT: layout,
  BAD_PROP_ORDER: other,
  BAD_SCALAR_START: quotes,
  BLOCK_AS_IMPLICIT_KEY: layout,
  BLOCK_IN_FLOW: layout,
  DUPLICATE_KEY: {
    nl: 'dit veld staat er al; laat er één staan',
    en: 'this field is there already; keep one of them',
  },
  IMPOSSIBLE: other,
  KEY_OVER_1024_CHARS: layout,
  MISSING_CHAR: {
    nl: 'hier ontbreekt een teken; kijk of alle haakjes en aanhalingstekens gesloten zijn en er komma’s tussen staan',
    en: 'a sign is missing here; see that all brackets and quotes are closed, with commas between',
  },
  MULTILINE_IMPLICIT_KEY: layout,
  MULTIPLE_ANCHORS: quotes,
  MULTIPLE_DOCS: {
    nl: 'haal de regel met --- of ... weg; een bestand is één geheel',
    en: 'take out the line with --- or ...; a file is one whole',
  },
  MULTIPLE_TAGS: quotes,
  NON_STRING_KEY: other,
  RESOURCE_EXHAUSTION: {
    nl: 'te diep genest; schrijf het eenvoudiger op',
    en: 'nested too deep; write it more simply',
  },
  TAB_AS_INDENT: {
    nl: 'hier staat een tab; spring in met spaties',
    en: 'there is a tab here; begin lines with spaces',
  },
  TAG_RESOLVE_FAILED: quotes,
  UNEXPECTED_TOKEN: sign,
}
