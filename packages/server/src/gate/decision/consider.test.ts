// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { canonicalJson } from '../../journal/index.ts'
import { loadOrganisation, type Organisation } from '../../organisation/index.ts'
import type { Ask } from '../call.ts'
import { targetOf } from '../targets/target.ts'
import { consider } from './consider.ts'
import { RequestText } from './request-text.ts'
import { Telling } from './telling.ts'

const verhage = loadOrganisation(
  new URL('../../../../../examples/weekly-report/organisation', import.meta.url).pathname,
)
const books = new URL('../../../../../examples/weekly-report/books', import.meta.url).pathname
const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

const caller = { agent: 'a', system: 's', run: 'r' }
const origin = { labels: ['untrusted'], isNarrowed: false, brings: [], parts: [] }

type Asked = Pick<Ask, 'action' | 'name' | 'body'>

const organisationWith = (attached: string | Buffer): Organisation => {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-consider-'))
  folders.push(folder)
  for (const file of ['payments.csv', 'crm.csv']) cpSync(join(books, file), join(folder, file))
  mkdirSync(join(folder, 'invoices'))
  writeFileSync(join(folder, 'report.txt'), attached)
  const source = verhage.sources.get('books') ?? assert.fail('the example has no books')
  return { ...verhage, sources: new Map([['books', { ...source, folder }]]) }
}

/** A call as it is looked at; its digest as what it is made of. `mailed` are those whom the gate let mail pass to. */
async function considered(asked: Asked, mailed: readonly string[] = [], organisation = verhage) {
  const target = targetOf(organisation, asked)
  assert.ok(target !== undefined)
  const digest = (text: string) => (text.startsWith('mailed') ? hash('sha256', text) : text)
  const known = mailed.map((address) => digest(`mailed\0${address}`).slice(0, 22))
  const query = async (_: string, recipient?: unknown) => (known.some((one) => one === recipient) ? [{ entry: 1 }] : [])
  const parts = { journal: { digest, query }, now: () => 0 }
  const telling = new Telling(organisation, target, undefined)
  const considering = { organisation, target, telling, carries: async () => origin }
  return await consider(parts, { caller, ...asked }, considering)
}

const digested = async (asked: Asked) => (await considered(asked)).digest

describe('what an approval is bound to (P5)', () => {
  it('is the canonical text of a call of a model, with its route', async () => {
    const messages = [{ role: 'user', content: 'Wat staat er open?\n"1 €"' }]
    const asked = { action: 'callModel', name: 'reporting', body: { model: 'reporting', messages, n: 1 } } as const
    assert.equal(
      await digested(asked),
      canonicalJson({ ...asked, route: ['chosen', 'reporting'], bytes: [], facts: {} }),
    )
  })

  it('is that of a call of a tool, with the facts that it was looked at with', async () => {
    const body = { to: ['jan@bakker.example'], subject: 'Herinnering', text: 'Beste Jan' }
    const mail = { outsideCount: 1, outsideRecipients: body.to, recipients: body.to }
    const text = await digested({ action: 'callTool', name: 'mail_send', body })
    const { facts, ...call } = JSON.parse(text)
    assert.deepEqual(call, { action: 'callTool', name: 'mail_send', body, bytes: [] })
    assert.deepEqual(facts.mail, mail)
    assert.equal(text, canonicalJson(JSON.parse(text)))
  })

  it('is the very bytes that are attached, whatever they are called', async () => {
    const body = {
      to: ['jan@bakker.example'],
      subject: 'Verslag',
      text: 'Zie bijlage',
      attachments: [{ document: 'report.txt' }],
    }
    const asked = { action: 'callTool', name: 'mail_send', body } as const
    const [one, other] = await Promise.all(
      ['Omzet: 100', 'Omzet: 900'].map(async (text) =>
        JSON.parse((await considered(asked, [], organisationWith(text))).digest),
      ),
    )
    assert.notDeepEqual(one.bytes, other.bytes)
    assert.deepEqual({ ...one, bytes: [] }, { ...other, bytes: [] })
  })
})

describe('what rules are asked about a call', () => {
  const mailTo = (...to: string[]) =>
    ({ action: 'callTool', name: 'mail_send', body: { to, subject: 'Herinnering', text: 'Beste Jan' } }) as const

  it('is who of its recipients is outside, and to whom of those no mail went before', async () => {
    const [jan, piet, own] = ['jan@bakker.example', 'piet@slager.example', 'sanne@verhage.example']
    const { context } = await considered(mailTo(jan, piet, own), [jan])
    assert.deepEqual(context.mail, {
      recipients: [jan, piet, own].toSorted(),
      outsideRecipients: [jan, piet],
      outsideCount: 2,
      firstTimeRecipients: [piet],
    })
  })

  it('is what it carries, and what is found in what is attached (P10)', async () => {
    const asked = mailTo('jan@bakker.example')
    const attached = { ...asked, body: { ...asked.body, attachments: [{ document: 'report.txt' }] } }
    const { context } = await considered(attached, [], organisationWith('NL91 ABNA 0417 1643 00'))
    assert.deepEqual(context.labels, ['untrusted'])
    const without = await considered(attached, [], organisationWith('niets'))
    assert.deepEqual(
      [context.findings, without.context.findings].map((found) => JSON.stringify(found).includes('iban')),
      [true, false],
    )
  })

  it('is what somebody reads in an attached text, in UTF-8 as in an older encoding', async () => {
    const asked = mailTo('jan@bakker.example')
    const attached = { ...asked, body: { ...asked.body, attachments: [{ document: 'report.txt' }] } }
    // A narrow space as word processors write it; and a dash and the sign of the euro in Windows-1252.
    const written = [
      'NL91\u202fABNA\u202f0417\u202f1643\u202f00',
      Buffer.from('Rekening\x96NL91ABNA0417164300\x96\x80 5', 'latin1'),
    ]
    for (const text of written) {
      const { context } = await considered(attached, [], organisationWith(text))
      assert.deepEqual(context.findings, ['email', 'iban'], String(text))
    }
  })
})

describe('a text that says that AI wrote it (art. 50)', () => {
  const tools = new Map(verhage.tools)
  const [name, tool] = [...tools].find(([, { kind }]) => kind === 'tool') ?? assert.fail('the example has no tool')
  const organisation = { ...verhage, tools: tools.set(name, { ...tool, tells: 'message' }) }
  const target = targetOf(organisation, { action: 'callTool', name })
  const sentence = 'This was written by an AI system.'
  const look = (body: Record<string, string>): readonly string[] => {
    assert.ok(target !== undefined)
    const telling = new Telling(organisation, target, { articles: ['50(1)'], mark: 'ai', header: 'ai', sentence })
    const nothing = { findings: [], labels: [], approvals: [] }
    const text = new RequestText(body, 'callTool')
    return telling.look({
      body,
      text,
      findings: [],
      attachments: [],
      digest: '',
      origin,
      context: nothing,
      changes: [],
    }).findings
  }

  it('is found to say nothing where its sentence does not open it', () => {
    assert.deepEqual(look({ message: `${sentence} Good day.` }), [])
    assert.deepEqual(look({ message: 'Good day.' }), ['undisclosed-ai'])
  })

  it('is refused where a server may read another, of nearly the same name', () => {
    for (const alike of ['Message', 'MESSAGE', 'mes_sage', 'ｍessage']) {
      assert.throws(() => look({ message: sentence, [alike]: 'Good day.' }), { code: 'malformed' }, alike)
    }
    assert.deepEqual(look({ message: sentence, messages: 'Good day.' }), [])
  })
})
