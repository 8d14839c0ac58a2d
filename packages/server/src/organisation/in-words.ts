// SPDX-License-Identifier: EUPL-1.2
import { type Text, text } from '@sluis/ai-act'
import { z } from 'zod'

/** The message of a schema's own rule, in both languages; zod itself carries only one. */
export function says(nl: string, en: string): { readonly message: string; readonly params: Readonly<Text> } {
  return { message: en, params: text(nl, en) }
}

/** Of each text with a set form, what to write when it is missing, by the one message that zod keeps for it. */
const forms = new Map<string, Text>()

function textOfForm(nl: string, en: string): z.ZodString {
  forms.set(en, text(nl, en))
  return z.string({ error: ({ input }) => (input === undefined ? undefined : en) })
}

/** A text that must have a certain form, and the message for any other. A JSON schema made from this keeps the form. */
export function matching(form: RegExp, nl: string, en: string, base = textOfForm(nl, en)): z.ZodString {
  return base.refine((value) => form.test(value), says(nl, en)).meta({ pattern: form.source })
}

/** What to write instead of a value, for the author of the file: zod's own messages address programmers. */
export function inWords(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'custom':
      return saidBy(issue)
    case 'invalid_type':
      return ofType(issue)
    case 'invalid_value':
      return oneOf(issue.values.map(String))
    case 'invalid_union':
      return ofUnion(issue)
    case 'invalid_key':
      return issue.issues[0] === undefined ? unfit : inWords(issue.issues[0])
    case 'unrecognized_keys':
      return text(
        `een veld ${issue.keys.join(', ')} bestaat hier niet; haal het weg of verbeter de spelling`,
        `nothing here is called ${issue.keys.join(', ')}; take it out or mend the spelling`,
      )
    case 'too_big':
      return bounded('at most', 'hoogstens', issue.maximum, issue.origin)
    case 'too_small':
      return issue.minimum === 1 && issue.origin !== 'number'
        ? text('mag niet leeg zijn', 'must not be empty')
        : bounded('at least', 'minstens', issue.minimum, issue.origin)
    case 'invalid_format':
      return formats[issue.format] ?? unfit
    default:
      return unfit
  }
}

/** For a value that may take several forms: what is wrong in the form that was meant, if that can be told. */
export function innermost(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const meant = issue.errors.find((issues) => issues.length > 0 && !issues.some(isOtherKind))
  return meant?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(innermost) ?? [issue]
}

function isOtherKind({ code, path }: z.core.$ZodIssue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_union')
}

const kinds: Readonly<Record<string, Text>> = {
  string: text('een tekst', 'a text'),
  number: text('een getal', 'a number'),
  int: text('een heel getal', 'a whole number'),
  boolean: text('true of false', 'true or false'),
  array: text('een lijst', 'a list'),
  object: text('een blok met velden', 'a block of fields'),
  record: text('een blok met velden', 'a block of fields'),
}

const formats: Readonly<Record<string, Text>> = {
  email: text('gebruik een mailadres', 'use a mail address'),
  url: text('gebruik een webadres, zoals https://www.voorbeeld.nl', 'use a web address, as in https://www.example.com'),
  date: text('schrijf een dag, zoals 2026-11-22', 'write a day, as in 2026-11-22'),
}

const unfit: Text = text('dit past hier niet', 'this does not fit here')

/** A rule that isn't in both languages has only zod's one message. */
function saidBy({ params, message }: z.core.$ZodIssueCustom): Text {
  const { nl, en }: { readonly nl?: unknown; readonly en?: unknown } = params ?? {}
  return typeof nl === 'string' && typeof en === 'string' ? text(nl, en) : text(message, message)
}

function ofType({ expected, message }: z.core.$ZodIssueInvalidType): Text {
  if (message.endsWith('received undefined')) return text('ontbreekt', 'missing')
  const form = forms.get(message)
  if (form !== undefined) return form
  const kind = kinds[expected]
  return kind === undefined ? unfit : text(`hier hoort ${kind.nl}`, `this should be ${kind.en}`)
}

function ofUnion(issue: z.core.$ZodIssueInvalidUnion): Text {
  if ('options' in issue && Array.isArray(issue.options)) return oneOf(issue.options.map(String))
  const expected = innerKinds(issue)
  if (expected.length === 0) return unfit
  const [nl, en] = [expected.map((kind) => kind.nl), expected.map((kind) => kind.en)]
  return text(`hier hoort ${nl.join(' of ')}`, `this should be ${en.join(' or ')}`)
}

function innerKinds({ errors }: z.core.$ZodIssueInvalidUnion): readonly Text[] {
  const found = errors.flat().flatMap((issue) => {
    if (issue.code === 'invalid_union') return innerKinds(issue)
    const kind = issue.code === 'invalid_type' ? kinds[issue.expected] : undefined
    return kind === undefined ? [] : [kind]
  })
  return [...new Set(found)]
}

function oneOf(values: readonly string[]): Text {
  const [only = ''] = values
  if (values.length === 1) return text(`dit moet zijn: ${only}`, `this must be: ${only}`)
  return text(`kies uit: ${values.join(', ')}`, `choose one of: ${values.join(', ')}`)
}

function bounded(en: string, nl: string, bound: number | bigint, origin: string): Text {
  if (origin === 'string') return text(`${nl} ${bound} tekens`, `${en} ${bound} characters`)
  if (origin === 'array') return text(`${nl} ${bound} onderdelen`, `${en} ${bound} items`)
  return text(`${nl} ${bound}`, `${en} ${bound}`)
}
