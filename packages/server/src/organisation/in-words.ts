// SPDX-License-Identifier: EUPL-1.2
import type { Text } from '@sluis/ai-act'
import type { z } from 'zod'

/**
 * What has to become of a value, for whoever wrote it: zod's own sentences speak to programmers. What a schema says in
 * its own words stays as it is.
 */
export function inWords(issue: z.core.$ZodIssue): Text {
  if (!/^(Invalid|Unrecognized|Too big|Too small)\b/.test(issue.message)) return ownWords(issue.message)
  switch (issue.code) {
    case 'invalid_type':
      return ofType(issue)
    case 'invalid_value':
      return oneOf(issue.values.map(String))
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? oneOf(issue.options.map(String))
        : other(issue.message)
    case 'unrecognized_keys':
      return {
        nl: `hier hoort geen ${issue.keys.join(', ')}; haal het weg of verbeter de spelling`,
        en: `nothing here is called ${issue.keys.join(', ')}; take it out or mend the spelling`,
      }
    case 'too_big':
      return bounded('at most', 'hoogstens', issue.maximum, issue.origin)
    case 'too_small':
      return issue.minimum === 1 && issue.origin !== 'number'
        ? { nl: 'mag niet leeg zijn', en: 'must not be empty' }
        : bounded('at least', 'minstens', issue.minimum, issue.origin)
    case 'invalid_format':
      return formats[issue.format] ?? other(issue.message)
    default:
      return other(issue.message)
  }
}

const kinds: Readonly<Record<string, Text>> = {
  string: { nl: 'een tekst', en: 'a text' },
  number: { nl: 'een getal', en: 'a number' },
  int: { nl: 'een heel getal', en: 'a whole number' },
  boolean: { nl: 'true of false', en: 'true or false' },
  array: { nl: 'een lijst', en: 'a list' },
  object: { nl: 'een blok met velden', en: 'a block of fields' },
  record: { nl: 'een blok met velden', en: 'a block of fields' },
}

const formats: Readonly<Record<string, Text>> = {
  email: { nl: 'gebruik een mailadres', en: 'use a mail address' },
  url: { nl: 'gebruik een webadres', en: 'use a web address' },
  date: { nl: 'schrijf een dag, zoals 2026-11-22', en: 'write a day, as in 2026-11-22' },
}

/** The schemas of what is written in Dutch by law speak English as all schemas do. */
const dutch: Readonly<Record<string, string>> = {
  'begin with https://': 'begin met https://',
  'write a year and a month: 2026-11': 'schrijf een jaar en een maand: 2026-11',
  'use a mail address or an https address': 'gebruik een mailadres of een https-adres',
}

function ownWords(message: string): Text {
  return { nl: dutch[message] ?? message, en: message }
}

function ofType({ expected, message }: z.core.$ZodIssueInvalidType): Text {
  if (message.endsWith('received undefined')) return { nl: 'ontbreekt', en: 'missing' }
  const kind = kinds[expected]
  return kind === undefined ? other(message) : { nl: `hier hoort ${kind.nl}`, en: `this should be ${kind.en}` }
}

function oneOf(values: readonly string[]): Text {
  const [only = ''] = values
  if (values.length === 1) return { nl: `dit moet zijn: ${only}`, en: `this must be: ${only}` }
  return { nl: `kies uit: ${values.join(', ')}`, en: `choose one of: ${values.join(', ')}` }
}

function bounded(en: string, nl: string, bound: number | bigint, origin: string): Text {
  if (origin === 'string') return { nl: `${nl} ${bound} tekens`, en: `${en} ${bound} characters` }
  if (origin === 'array') return { nl: `${nl} ${bound} onderdelen`, en: `${en} ${bound} items` }
  return { nl: `${nl} ${bound}`, en: `${en} ${bound}` }
}

function other(message: string): Text {
  return { nl: 'dit past hier niet', en: message }
}
