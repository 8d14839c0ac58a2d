// SPDX-License-Identifier: EUPL-1.2

interface MailFacts {
  readonly reader: string
  readonly agent: string
  readonly tool: string
  /** The rules that held the call, in the reader's language. */
  readonly rules: readonly string[]
  readonly until: string
  readonly link: string
}

/**
 * What a reviewer is told by mail. Mail can be read on its way and is kept for years, so it holds nothing of the call's
 * content: only the tool, the agent, the rules, the time and the link.
 */
export function writeMail(
  language: 'nl' | 'en',
  facts: MailFacts,
): { readonly subject: string; readonly text: string } {
  const rules = facts.rules.map((rule) => `- ${rule}`).join('\n')
  const { reader, agent, tool, until, link } = facts
  if (language === 'nl') {
    return {
      subject: `Sluis: ${agent} wacht op een besluit`,
      text: `Dag ${reader},

${agent} wil ${tool} gebruiken. Dat gaat pas door als een mens het goedvindt:
${rules}

Bekijk het en beslis: ${link}

Dit kan tot ${until}. Daarna wordt het geweigerd.
De inhoud staat met opzet niet in deze mail.
`,
    }
  }
  return {
    subject: `Sluis: ${agent} is waiting for a decision`,
    text: `Hello ${reader},

${agent} wants to use ${tool}. It goes ahead only if a person agrees:
${rules}

Look at it and decide: ${link}

You can until ${until}. After that it is refused.
The content is left out of this mail on purpose.
`,
  }
}

/** A moment as people write it. */
export function writeMoment(language: 'nl' | 'en', timeZone: string, at: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at)
}
