// SPDX-License-Identifier: EUPL-1.2
import { firstLookAt } from '../src/finding.ts'
import { type Fact, tellCheckpoint, tellFinding } from '../src/words/tell.ts'
import type { Answered, Outcome, ProvenEntry } from './check.ts'
import { element, foreign } from './dom.ts'
import { showEntry } from './show-entry.ts'
import { facts, type Showing, tellMoment } from './showing.ts'

/** An exhibit that Sluis makes has at most 30. */
const maxEntries = 200

const signs = { valid: '✔', invalid: '✘', open: '?' } as const

function verdict(tone: keyof typeof signs, says: string, ...sentences: readonly (Node | string)[]): HTMLElement {
  const sign = element('span', 'sign', signs[tone])
  sign.setAttribute('aria-hidden', 'true')
  const paragraphs = sentences.map((sentence) => element('p', '', sentence))
  return element(
    'div',
    `verdict ${tone}`,
    element('p', 'says', sign, ' ', element('span', 'word', says)),
    ...paragraphs,
  )
}

/** The answer itself, in as few words as it takes: a screen reader reads it aloud when it comes. */
export function showVerdict(outcome: Outcome, { words, own }: Showing): HTMLElement {
  if (outcome.kind === 'entry-missing') return verdict('open', own.notUsable, own.entryMissing)
  if (outcome.kind === 'unusable') {
    const { what, code, message } = outcome
    const where = what === 'key' ? `${own.theKey}: ` : ''
    const wrong = words.unusable(`${where}${words.findings[code]} (${message})`)
    return verdict('open', own.notUsable, foreign(wrong), own.aboutNothing)
  }
  const { answer, of } = outcome
  const says = words.verdicts[answer.kind]
  switch (answer.kind) {
    case 'valid':
      return verdict('valid', says, words.limits(of, answer.checkpoint.cosignatures.length > 0))
    case 'invalid': {
      const first = firstLookAt(answer.findings)
      return verdict('invalid', says, first === undefined ? own.invalid : words.lookFirst[first])
    }
    case 'key-unknown':
      return verdict('open', says, own.keyAdvice, foreign(`(${answer.message})`))
    case 'unreachable':
      return verdict('open', says, own.unreachableAdvice, foreign(`(${answer.message})`))
  }
}

/** All that is told about an answer: what is wrong, what is proven, and what was checked with which key. */
export function showDetails(outcome: Outcome, showing: Showing, checkedAt: Date): HTMLElement[] {
  if (outcome.kind !== 'answered') return []
  const { answer, entries, names, agrees } = outcome
  const { words } = showing
  const agreed = agrees.length === 0 ? [] : [{ label: words.labels.agrees, value: agrees.join(', ') }]
  const proven = answer.kind === 'valid' ? [facts([...tellCheckpoint(words, answer.checkpoint), ...agreed])] : []
  const wrong =
    answer.kind === 'invalid'
      ? showFindings(
          answer.findings.map((one) => tellFinding(words, one)),
          showing,
        )
      : []
  const shown = answer.kind === 'valid' ? showEntries(entries, names, showing) : []
  return [...wrong, ...proven, ...shown, facts(factsOfCheck(outcome, showing, checkedAt))]
}

function showEntries(
  entries: readonly ProvenEntry[],
  names: ReadonlyMap<string, string>,
  showing: Showing,
): HTMLElement[] {
  const { words, own } = showing
  const shown = entries.slice(0, maxEntries).map((entry) => showEntry(entry, names, showing))
  const more = entries.length > maxEntries ? [element('p', 'quiet', own.tooMuch)] : []
  const who = [...names].map(([label, value]) => ({ label, value }))
  return [...shown, ...more, ...(who.length === 0 ? [] : [element('h3', '', words.names), facts(who)])]
}

function showFindings(findings: readonly string[], { own }: Showing): HTMLElement[] {
  const list = element('ul', 'findings', ...findings.map((finding) => element('li', '', foreign(finding))))
  return [element('h3', '', own.labels.findings), list]
}

/** What somebody with only the printed page needs to do the check again. */
function factsOfCheck({ subject, keys }: Answered, { own, language }: Showing, checkedAt: Date): Fact[] {
  const { name, length, sha256 } = subject
  const checked = sha256 === undefined ? own.folder(name, length) : own.file(name, length)
  return [
    { label: own.labels.checked, value: checked },
    ...(sha256 === undefined ? [] : [{ label: own.labels.sha256, value: sha256 }]),
    ...keys.map((key) => ({ label: own.labels.key, value: key })),
    { label: own.labels.when, value: own.when(tellMoment(checkedAt, language)) },
  ]
}
