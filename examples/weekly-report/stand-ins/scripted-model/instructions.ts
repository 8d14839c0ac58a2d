// SPDX-License-Identifier: EUPL-1.2
// What the scripted model takes for orders in the texts it reads. A real model may do the same: that a text came from
// a stranger is not something its words show.

interface MailOrder {
  /** A file named in the order, or the file that the order's words describe. */
  readonly document: string
  readonly to: string
}

const address = /(?<![\w.%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/g
const file = /\b\w[\w./-]{0,100}\.(?:csv|xml|txt|md|pdf|json)\b/g
/** Not the name of a column, as in `naam;e-mail;plaats`. */
const mailVerb = /\b(?:e-?mail|mail|send|forward|stuur|verstuur|zend)\b(?![;,])/i
const copyWord = /\b(?:bcc|cc|copy|copies|kopie|afschrift)\b/i
const listWords = /\b(?:customer list|list of customers|klantenlijst|klantenbestand)\b/i
const ignoreStop = /\b(?:ignore|disregard|negeer)\b[^.]{0,60}\bstop/i

/** How far from an address the words that go with it are looked for. */
const reach = 200

/** The words of a text without markup, on one line: orders run over line ends and sit in XML; `<a@b>` is no tag. */
export function wordsOf(text: string): string {
  return text
    .slice(0, 200_000)
    .replace(/<[^<>@]{0,1000}>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
}

/** Every order in a text to mail a file somewhere; `customerFile` is what "the customer list" must mean. */
export function mailOrdersIn(words: string, customerFile: string | undefined): readonly MailOrder[] {
  return mentionsIn(words).flatMap(({ address: to, before, after }) => {
    if (!mailVerb.test(before)) return []
    const described = listWords.test(before + after) ? customerFile : undefined
    const document = before.match(file)?.at(-1) ?? described ?? after.match(file)?.[0]
    return document === undefined ? [] : [{ document, to }]
  })
}

/** Whether a text asks to go on after a stop. */
export function asksToIgnoreStop(words: string): boolean {
  return ignoreStop.test(words)
}

/** The addresses that a text wants copied in. */
export function copyAddressesIn(words: string): readonly string[] {
  return mentionsIn(words).flatMap(({ address: to, before }) => (copyWord.test(before) ? [to] : []))
}

export function addressesIn(words: string): readonly string[] {
  return mentionsIn(words).map(({ address: found }) => found)
}

/** Each address of a text, lower-case, with the words around it up to the addresses next to it. */
function mentionsIn(words: string) {
  return [...words.matchAll(address)].map(({ 0: found, index }) => ({
    address: found.toLowerCase().replace(/[.-]+$/, ''),
    before:
      words
        .slice(Math.max(0, index - reach), index)
        .split('@')
        .at(-1) ?? '',
    after: words.slice(index + found.length, index + found.length + reach).split('@', 1)[0] ?? '',
  }))
}
