// SPDX-License-Identifier: EUPL-1.2
import type { Change, Explanation, LookedAt } from './explain.ts'
import { isList } from './facts.ts'
import { formatRemedy, type Remedy } from './remedy.ts'
import type { Fact } from './request.ts'

export type Language = 'nl' | 'en'

const words = {
  nl: {
    allow: 'Toegestaan.',
    deny: 'Geweigerd.',
    hold: 'Wacht op wat hieronder staat.',
    looked: 'keek naar',
    none: 'niets',
    yes: 'ja',
    no: 'nee',
    needed: 'Nodig om door te gaan:',
    thenDeny: 'Ook daarna wordt het nog geweigerd.',
    thenUntried: 'Daarna wordt er opnieuw besloten.',
    theCall: 'Geen goedkeuring heft dit op; er is een andere aanroep nodig. Regels:',
    noPermit: 'Geen regel staat dit toe.',
    mightPermit: 'Deze regels zouden het toestaan als hun voorwaarden golden:',
    request: 'Er kon niet over worden besloten:',
    approve: (body: string) => `goedkeuring door ${body}`,
    redact: (finding: string) => `${finding} weglaten`,
    mask: (finding: string) => `${finding} deels verbergen`,
    pseudonymise: (finding: string) => `${finding} vervangen door een schuilnaam`,
    route: (to: string) => `een andere weg: ${to}`,
    label: (label: string) => `het label ${label}`,
    disclose: (_: string) => 'erbij zeggen dat het van AI is',
  },
  en: {
    allow: 'Allowed.',
    deny: 'Denied.',
    hold: 'Waits for what is listed below.',
    looked: 'looked at',
    none: 'nothing',
    yes: 'yes',
    no: 'no',
    needed: 'Needed to go on:',
    thenDeny: 'Even then it is denied.',
    thenUntried: 'After that it is decided again.',
    theCall: 'No approval lifts this; another call is needed. Rules:',
    noPermit: 'No rule permits this.',
    mightPermit: 'These rules would permit it if their conditions held:',
    request: 'It could not be decided:',
    approve: (body: string) => `approval by ${body}`,
    redact: (finding: string) => `leave out ${finding}`,
    mask: (finding: string) => `hide part of ${finding}`,
    pseudonymise: (finding: string) => `replace ${finding} by a pseudonym`,
    route: (to: string) => `another route: ${to}`,
    label: (label: string) => `the label ${label}`,
    disclose: (_: string) => 'saying that it is AI’s',
  },
} as const

/** The explanation in plain language, for a terminal: one line a rule, then what it looked at, then what would help. */
export function explanationText({ effect, rules, change }: Explanation, language: Language): string {
  const say = words[language]
  const ruleLines = rules.flatMap(({ rule, facts }) => [
    `- ${rule.id} (${rule.file}:${rule.line})${colon(rule.explanation[language] ?? rule.explanation.en)}`,
    ...facts.map((fact) => `    ${say.looked} ${fact.name}: ${factText(fact, language)}`),
  ])
  return [say[effect], ...ruleLines, ...changeLines(change, language)].join('\n')
}

/** One remedy as a person would say it. */
function remedyText(remedy: Remedy, language: Language): string {
  const value = formatRemedy(remedy).slice(remedy.kind.length + 1)
  return words[language][remedy.kind](value)
}

function changeLines(change: Change, language: Language): readonly string[] {
  const say = words[language]
  switch (change.kind) {
    case 'nothing':
      return []
    case 'remedies': {
      const after = { allow: [], deny: [say.thenDeny], hold: [say.thenUntried], untried: [say.thenUntried] }[
        change.leadsTo
      ]
      return [say.needed, ...change.remedies.map((remedy) => `- ${remedyText(remedy, language)}`), ...after]
    }
    case 'the-call':
      return [`${say.theCall} ${change.rules.join(', ')}`]
    case 'a-permit':
      return change.rules.length === 0
        ? [say.noPermit]
        : [say.noPermit, `${say.mightPermit} ${change.rules.join(', ')}`]
    case 'the-request':
      return [say.request, ...change.errors.map((error) => `- ${error}`)]
  }
}

function colon(text: string | undefined): string {
  return text === undefined ? '' : `: ${text}`
}

/** Facts hold strangers' texts, which must not steer the reader's terminal or reverse the reading direction. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

function factText({ value }: LookedAt, language: Language): string {
  const say = words[language]
  const text = (fact: Fact): string => {
    if (typeof fact === 'boolean') return fact ? say.yes : say.no
    if (typeof fact !== 'object') return String(fact).replace(unprintable, '\uFFFD')
    if (isList(fact)) return fact.length === 0 ? say.none : fact.map(text).join(', ')
    return Object.entries(fact)
      .map(([name, inner]) => `${name} ${text(inner)}`)
      .join('; ')
  }
  return value === undefined ? say.none : text(value)
}
