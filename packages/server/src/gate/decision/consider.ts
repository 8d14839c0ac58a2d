// SPDX-License-Identifier: EUPL-1.2
import { isUtf8 } from 'node:buffer'
import { kindsInTurns, type Rules, rulesOf } from '../../boundary/index.ts'
import { type Attachment, Books, ConnectorError, readMailArguments } from '../../connectors/index.ts'
import { canonicalJson, type JsonObject } from '../../journal/index.ts'
import { dayIn, type Organisation } from '../../organisation/index.ts'
import type { PolicyContext } from '../../policy/index.ts'
import type { Ask, Target } from '../call.ts'
import { GateError } from '../error.ts'
import type { Origin } from '../labels/provenance.ts'
import type { GateParts } from '../parts.ts'
import type { Soon } from '../soon.ts'
import { promptTexts } from '../targets/prompt-texts.ts'
import { amountOf } from './amount.ts'
import type { Considered } from './considered.ts'
import { wasMailed } from './mailed.ts'
import { RequestText } from './request-text.ts'
import type { Telling } from './telling.ts'

/** What inspecting a call needs, beside the call itself. */
export interface Considering {
  readonly organisation: Organisation
  readonly target: Target
  /** What a call carries, given the kinds of findings in it. */
  readonly carries: (findings: readonly string[]) => Promise<Origin>
  readonly telling: Telling
}

type ConsiderParts = Pick<GateParts, 'now'> & { readonly journal: Pick<GateParts['journal'], 'digest' | 'query'> }

/**
 * Everything on which a call is decided, looked up once: what the boundary finds in it, and the facts that the gate
 * itself reads from a source which the agent can't write. What is read here is what is sent (P5).
 */
export async function consider(parts: ConsiderParts, ask: Ask, considering: Considering): Promise<Considered> {
  const { organisation, target, telling } = considering
  if (target.kind === 'tool' && target.tool.kind === 'prompt') promptTexts(ask.body)
  const server = target.kind === 'tool' ? organisation.servers.get(target.tool.server) : undefined
  const ofTool = target.kind === 'tool' ? { ...noFacts, facts: amountOf(target.tool, ask.body) } : noFacts
  const facts = server?.kind === 'mail' ? await factsOf(parts, organisation, ask, server) : ofTool
  const { attachments } = facts
  const finding = findingsIn(organisation, ask.body, attachments)
  const findings = finding instanceof Promise ? await finding : finding
  const text = new RequestText(ask.body, ask.action)
  const digest = parts.journal.digest(digestedText(ask, target, text, facts))
  const origin = await considering.carries(findings)
  const context = { approvals: [], findings, labels: origin.labels, ...facts.facts, ...facts.passing }
  return telling.look({ body: ask.body, text, findings, attachments, digest, origin, context, changes: [] })
}

/** The context for the rules, with what people approved. */
export function contextWith({ context }: Pick<Considered, 'context'>, approvals: readonly string[]): PolicyContext {
  return approvals.length === 0 ? context : { ...context, approvals }
}

/**
 * What an approval is bound to (P5). It is for one provider: the same words at another provider are another call. It is
 * the canonical JSON of one object, whose body is already written.
 */
function digestedText({ action, name }: Ask, target: Target, text: RequestText, { facts, attachments }: Facts): string {
  const bytes = canonicalJson(attachments.map(({ name, sha256 }) => ({ name, sha256 })))
  const { resource } = target
  const route = resource.kind === 'model' ? `,"route":${canonicalJson([resource.provider, resource.model])}` : ''
  const about = `"bytes":${bytes},"facts":${canonicalJson(facts)},"name":${canonicalJson(name)}`
  return `{"action":"${action}","body":${text.whole},${about}${route}}`
}

/** What mail servers accept, counted before the text is inspected. */
const maxAttachedBytes = 18_000_000

/** Attached text leaves too, so it is inspected as well. */
function findingsIn(
  { detectors }: Organisation,
  body: JsonObject,
  attachments: readonly Attachment[],
): Soon<readonly string[]> {
  const rules = rulesOf(detectors)
  if (attachments.length === 0) return kindsInTurns(body, rules)
  return kindsInAll([body, ...attachments.map(({ bytes }) => textIn(bytes))], rules)
}

/** As UTF-8, or as Windows-1252, which keeps every byte a character, as older programs meant it. */
function textIn(bytes: Uint8Array): string {
  return isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : new TextDecoder('windows-1252').decode(bytes)
}

async function kindsInAll(parts: readonly unknown[], rules: Rules): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const part of parts) for (const kind of await kindsInTurns(part, rules)) found.add(kind)
  return [...found].sort()
}

interface Facts {
  readonly facts: PolicyContext & JsonObject
  /**
   * Facts that this very call changes. Its digest must leave them out, so that the same call asked again after a crash
   * is recognised (P2).
   */
  readonly passing?: PolicyContext & JsonObject
  readonly attachments: readonly Attachment[]
}

type MailServer = Extract<ReturnType<Organisation['servers']['get']>, { readonly kind: 'mail' }>

const noFacts: Facts = { facts: {}, attachments: [] }

async function factsOf(
  { journal, now }: ConsiderParts,
  organisation: Organisation,
  ask: Ask,
  server: MailServer,
): Promise<Facts> {
  try {
    const mail = readMailArguments(ask.body)
    const source = server.source === undefined ? undefined : organisation.sources.get(server.source)
    if (source === undefined && mail.documents.length > 0) {
      throw new ConnectorError('document-refused', 'this mail server has no source of documents')
    }
    const today = dayIn(organisation.settings.timezone, now())
    const { documents, attachments } =
      source === undefined
        ? noDocuments
        : await new Books(source, organisation.folder).documentFacts(mail.documents, today)
    const outside = mail.recipients.filter((address) => !isInside(address, organisation.settings.mailDomains))
    const met = await Promise.all(outside.map((address) => wasMailed(journal, address)))
    const firstTimeRecipients = outside.filter((_, at) => met[at] !== true)
    const ofMail = { recipients: mail.recipients, outsideRecipients: outside, outsideCount: outside.length }
    const size = attachments.reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (size > maxAttachedBytes) throw new GateError('malformed', `attachments of more than ${maxAttachedBytes} bytes`)
    const facts = { mail: ofMail, documents: { ...documents } }
    return { facts, passing: { mail: { ...ofMail, firstTimeRecipients } }, attachments }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    throw new GateError('malformed', error.message, {}, { cause: error })
  }
}

const noDocuments = {
  documents: {
    invoices: 0,
    others: 0,
    debtors: 0,
    debtorAddresses: [],
    allOverdueAndUnpaid: false,
    openCents: 0,
    customers: [],
  },
  attachments: [],
}

function isInside(address: string, domains: readonly string[]): boolean {
  return domains.includes(address.slice(address.lastIndexOf('@') + 1))
}
