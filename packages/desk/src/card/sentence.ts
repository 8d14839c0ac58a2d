// SPDX-License-Identifier: EUPL-1.2
import type { Case } from '../api-cases.ts'
import { readFacts } from '../facts.ts'
import type { Format } from '../language/format.ts'
import type { Words } from '../language/nl.ts'
import { lastPart, mailFields, readMail } from '../mail.ts'
import { visibleLine } from '../visible.ts'

/** Text of an agent inside our sentence: nothing unseen in it, and its direction ends where it ends (UAX #9, isolates). */
const quoted = (text: string): string => `\u2068${visibleLine(shortened(text))}\u2069`

/** A title of megabytes hides what it is the title of; the whole text stands below it. */
const shortened = (text: string): string =>
  text.length <= longestQuoted ? text : `${text.slice(0, longestQuoted).toWellFormed()}…`

const longestQuoted = 300
const mostNamed = 20

/** What is about to happen, in one sentence. The recipients it doesn't name stand right below it, each on its line. */
export function sentenceOf(
  held: Pick<Case, 'agent' | 'tool' | 'arguments' | 'attachments' | 'facts'>,
  { words: { card }, format }: { readonly words: Pick<Words, 'card'>; readonly format: Pick<Format, 'euros'> },
): string {
  const mail = readMail(held.arguments)
  if (mail === undefined) {
    const { amountCents } = readFacts(held.facts)
    const amount = amountCents === undefined ? undefined : format.euros(amountCents)
    return card.tool(held.agent.name, quoted(held.tool), amount)
  }
  const addresses = mailFields.flatMap((field) => mail[field])
  const documents = held.attachments.length > 0 ? held.attachments.map(({ name }) => name) : namesOf(mail.attachments)
  return card.mail({
    agent: held.agent.name,
    to: quoted(addresses[0] ?? '?'),
    others: Math.max(0, addresses.length - 1),
    subject: quoted(mail.subject),
    documents: [
      ...documents.slice(0, mostNamed).map((name) => quoted(lastPart(name))),
      ...(documents.length > mostNamed ? ['…'] : []),
    ],
  })
}

const namesOf = (attachments: readonly { readonly document: string }[]): readonly string[] =>
  attachments.map(({ document }) => document)
