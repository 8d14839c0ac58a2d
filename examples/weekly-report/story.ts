// SPDX-License-Identifier: EUPL-1.2
import type { Sluis } from '../../packages/server/src/sluis.ts'

export type Language = 'nl' | 'en'

/** A rule that decided, with its explanation in both languages. */
interface ToldRule {
  readonly id: string
  readonly nl: string
  readonly en: string
  /** Whether a person or a machine could lift it. */
  readonly canBeLifted: boolean
}

/** A mail that the agent asked for, and what came of it. */
interface ToldMail {
  readonly to: readonly string[]
  readonly subject: string
  readonly documents: readonly string[]
  readonly rules: readonly ToldRule[]
  readonly outcome: 'sent' | 'denied' | 'waits' | 'rejected' | 'stopped' | 'unknown' | 'not-sent'
  /** The cases whose approval let it pass, or that it waits for. */
  readonly cases: readonly string[]
  readonly messageId?: string
}

/** What one run did, as its calls in the log tell it. */
interface Story {
  readonly modelCalls: number
  readonly filesRead: number
  readonly mails: readonly ToldMail[]
}

/** Reads a run's calls back from the log and opens what was sealed of its mails. */
export async function storyOf({ journal, loaded }: Sluis, run: string): Promise<Story> {
  const rows = await journal.query('SELECT * FROM calls WHERE run = $1 ORDER BY entry', run)
  const { policies } = loaded()
  const mails: ToldMail[] = []
  for (const row of rows.filter(({ resource, state }) => resource === 'mail_send' && state !== 'waiting')) {
    const asked = readMail(
      (await journal.disclose(Number(row.entry), row.state === 'held' ? 'call' : 'request'))?.value,
    )
    const ids: readonly string[] = JSON.parse(String(row.rules))
    mails.push({
      ...asked,
      rules: ids.map((id) => {
        const rule = policies.rules.get(id)
        return { id, nl: '', en: '', ...rule?.explanation, canBeLifted: rule?.remedy !== undefined }
      }),
      outcome: outcomeOf(row),
      cases: row.case_id === null ? [] : String(row.case_id).split(' '),
      ...(row.message_id === null ? {} : { messageId: String(row.message_id) }),
    })
  }
  return {
    modelCalls: rows.filter(({ action }) => action === 'callModel').length,
    filesRead: rows.filter(({ resource, outcome }) => resource === 'books_read_text_file' && outcome === 'done').length,
    mails,
  }
}

function outcomeOf({ state, outcome, reason }: Readonly<Record<string, unknown>>): ToldMail['outcome'] {
  if (state === 'held') return 'waits'
  if (state === 'denied') return reason === 'stopped' ? 'stopped' : reason === 'policy' ? 'denied' : 'rejected'
  if (outcome === 'done') return 'sent'
  return outcome === 'unknown' ? 'unknown' : 'not-sent'
}

function readMail(value: unknown): Pick<ToldMail, 'to' | 'subject' | 'documents'> {
  const mail = record(record(value).arguments ?? record(value).body)
  const documents = list(mail.attachments).map((attachment) => String(record(attachment).document))
  const to = [mail.to, mail.cc, mail.bcc].flatMap(list).map(String)
  return { to, subject: String(mail.subject ?? ''), documents }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A mail in one line: to whom, about what, with which documents. */
export function lineOf({ to, subject, documents }: ToldMail): string {
  const files = documents.length === 0 ? '' : ` [${documents.join(', ')}]`
  return `${to.join(', ')} · ${subject}${files}`
}

/** What the run did and what stopped it, for people. */
export function tellStory({ modelCalls, filesRead, mails }: Story, language: Language): readonly string[] {
  const say = (nl: string, en: string): string => (language === 'nl' ? nl : en)
  const of = (...outcomes: readonly ToldMail['outcome'][]) => mails.filter(({ outcome }) => outcomes.includes(outcome))
  const lines = [
    say(
      `De agent vroeg het model ${modelCalls} keer om raad en las ${filesRead} bestanden.`,
      `The agent asked the model ${modelCalls} times and read ${filesRead} files.`,
    ),
  ]
  const [sent, stopped] = [of('sent'), of('denied', 'rejected', 'stopped')]
  if (sent.length > 0) {
    lines.push('', say('Verstuurd:', 'Sent:'), ...sent.map((mail) => `  ✓ ${lineOf(mail)}`))
  }
  if (stopped.length > 0) {
    lines.push('', say('Tegengehouden, met de regel:', 'Stopped, with the rule:'))
    for (const mail of stopped) lines.push(`  ✗ ${lineOf(mail)}`, ...reasonsOf(mail, language))
  }
  for (const mail of of('unknown')) {
    const what = say('Onbekend of dit verstuurd is', 'Unknown whether this was sent')
    lines.push('', `  ? ${what}: ${lineOf(mail)} ${mail.messageId ?? ''}`)
  }
  return lines
}

/** What a person could approve is no reason while another rule forbids it for good. */
function reasonsOf({ rules, outcome }: ToldMail, language: Language): readonly string[] {
  const isDutch = language === 'nl'
  if (outcome === 'stopped') return [isDutch ? '      De noodstop gold.' : '      The emergency stop was in force.']
  if (outcome === 'rejected') return [isDutch ? '      Geen mens keurde dit goed.' : '      No person approved this.']
  const final = rules.filter(({ canBeLifted }) => !canBeLifted)
  return (final.length > 0 ? final : rules).map((rule) => `      ${rule.id}: ${rule[language]}`)
}
