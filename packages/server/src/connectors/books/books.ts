// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Source } from '../../organisation/index.ts'
import { ConnectorError } from '../error.ts'
import { isDate } from './amount.ts'
import { type Attached, type DocumentRecord, recordOf } from './facts.ts'
import { isSafeName, namesIn, readDocument } from './files.ts'
import { type Booked, type Problem, settle } from './ledger.ts'
import { nlciusBreaches } from './nlcius.ts'
import { readCustomers, readPayments } from './tables.ts'
import { readUbl, type UblDocument } from './ubl.ts'

/** A document just as it was checked, to be sent as it is: the file is not read again. */
export interface Attachment {
  readonly name: string
  readonly bytes: Uint8Array
  /** SHA-256 of the bytes, in hex. */
  readonly sha256: string
  readonly mediaType: string
  /** This and the next only for an invoice or credit note of the books. */
  readonly customer?: string
  readonly invoiceNumber?: string
}

export interface DocumentFacts {
  readonly documents: DocumentRecord
  /** In the order of the names in the request. */
  readonly attachments: readonly Attachment[]
  /**
   * For the reviewer's card: what could not be read or matched, and the rules of NLCIUS that an attached invoice breaks.
   */
  readonly problems: readonly Problem[]
}

/**
 * A business of some size makes 2,000 invoices a year. Beyond these bounds the books belong in a database, not a folder.
 */
const maxInvoices = 5000
const maxTotalBytes = 256 * 1024 * 1024

/**
 * An unreadable file can do harm in one way only: if it is a credit note, it hides that less is owed. So a file that may
 * lower a debt makes the books unreadable; any other is reported and counts as no invoice. Zero bytes are dropped, so
 * that UTF-16 is recognised too.
 */
const mayLowerADebt = (bytes: Uint8Array): boolean =>
  /CreditNote|InvoiceTypeCode[^<]{0,200}>\s{0,20}384|PayableAmount[^<]{0,200}>\s{0,20}-/.test(
    Buffer.from(bytes).toString('latin1').replaceAll('\0', ''),
  )

interface Shelf {
  readonly bytes: ReadonlyMap<string, Uint8Array>
  readonly booked: readonly Booked[]
  readonly problems: readonly Problem[]
}

/**
 * The organisation's books as a source of facts: invoices, credit notes, payments and customers, in a folder that no
 * agent can write to. Nothing is cached between calls, so a payment booked a second ago counts.
 */
export class Books {
  readonly #folder: string
  readonly #source: Source

  /** The source's folder is relative to `organisationFolder`. */
  constructor(source: Source, organisationFolder: string) {
    this.#source = source
    this.#folder = resolve(organisationFolder, source.folder)
    if (![source.invoices, source.payments, source.customers].every(isSafeName)) {
      throw new ConnectorError('books-unreadable', `${source.id}: name invoices, payments and customers by plain paths`)
    }
  }

  /**
   * What the gate itself knows about the documents that a mail would attach, on a given day (`YYYY-MM-DD` in the
   * organisation's time zone), with their bytes, each read once. Throws `document-missing` or `document-refused` for a
   * document that can't be attached; `books-unreadable` or `books-inconsistent` when one of them is an invoice and the
   * books can't say what is owed for it.
   */
  async documentFacts(names: readonly string[], today: string): Promise<DocumentFacts> {
    if (!isDate(today)) throw new RangeError('today is a day such as 2026-11-23')
    if (new Set(names).size < names.length) throw new ConnectorError('document-refused', 'a document is attached twice')
    const folder = await this.#root()
    const shelf = names.some((name) => this.#isInvoiceName(name)) ? await this.#shelf(folder) : undefined
    const attached: (Attached & { readonly attachment: Attachment })[] = []
    for (const name of names) {
      const bytes = shelf?.bytes.get(name) ?? (await readDocument(folder, name))
      const document = shelf?.booked.find((entry) => entry.name === name)?.document
      attached.push({ name, document, attachment: attachmentOf(name, bytes, document) })
    }
    const attachments = attached.map(({ attachment }) => attachment)
    if (shelf === undefined)
      return { documents: recordOf(attached, undefined, new Map(), today), attachments, problems: [] }
    const { payments, customers } = this.#source
    const ledger = settle(shelf.booked, readPayments(payments, await this.#table(folder, payments)))
    const debtors = readCustomers(customers, await this.#table(folder, customers))
    return {
      documents: recordOf(attached, ledger, debtors, today),
      attachments,
      problems: [...shelf.problems, ...ledger.problems, ...attached.flatMap(rulesBroken)],
    }
  }

  /**
   * The labels of one file's content: `customer:<number>` for an invoice or credit note, none for another file. The path
   * may have any form that a tool server accepts: relative to the folder or absolute, through links and `~`. A path that
   * can't be resolved may be any invoice, and an unreadable invoice may be anybody's: these carry the label of every
   * customer with an invoice (P10).
   */
  async labelsOf(path: string): Promise<readonly string[]> {
    const folder = await this.#root()
    const expanded = /^~(?:[/\\]|$)/.test(path) ? join(homedir(), path.slice(1)) : path
    const real = await realpath(resolve(folder, expanded)).catch(() => undefined)
    // Reading the folder itself gives a list of names, not their content.
    if (real === folder) return []
    const name = real === undefined ? '' : relative(folder, real).split(sep).join('/')
    if (isSafeName(name) && !isAbsolute(name)) {
      if (!this.#isInvoiceName(name)) return []
      const bytes = await readDocument(folder, name)
      const document = attemptUbl(bytes)
      if (!(document instanceof ConnectorError)) return [`customer:${document.customer}`]
    }
    const { booked } = await this.#shelf(folder)
    return [...new Set(booked.map(({ document }) => `customer:${document.customer}`))].sort()
  }

  async #root(): Promise<string> {
    const folder = await realpath(this.#folder).catch(() => undefined)
    if (folder !== undefined) return folder
    throw new ConnectorError('books-unreadable', `${this.#source.id}: the folder of the books can't be found`)
  }

  #isInvoiceName(name: string): boolean {
    const directory = `${this.#source.invoices}/`
    return name.startsWith(directory) && /^[^/.][^/]*\.xml$/i.test(name.slice(directory.length))
  }

  /** All documents of the books are needed even for one, because a credit note is a file of its own. */
  async #shelf(folder: string): Promise<Shelf> {
    const names = (await unreadableIfRefused(() => namesIn(folder, this.#source.invoices))).filter((name) =>
      this.#isInvoiceName(name),
    )
    if (names.length > maxInvoices) throw new ConnectorError('books-unreadable', `more than ${maxInvoices} invoices`)
    const bytes = new Map<string, Uint8Array>()
    const booked: Booked[] = []
    const problems: Problem[] = []
    let total = 0
    for (const name of names) {
      const content = await unreadableIfRefused(() => readDocument(folder, name))
      total += content.length
      if (total > maxTotalBytes) throw new ConnectorError('books-unreadable', 'the invoices are larger than 256 MB')
      bytes.set(name, content)
      const document = attemptUbl(content)
      if (!(document instanceof ConnectorError)) booked.push({ name, document })
      else if (!mayLowerADebt(content)) {
        problems.push({ document: name, problem: `is no invoice that can be read: ${document.message}` })
      } else {
        throw new ConnectorError(
          'books-unreadable',
          `${name} may be a credit note and can't be read: ${document.message}`,
        )
      }
    }
    return { bytes, booked, problems }
  }

  async #table(folder: string, name: string): Promise<Uint8Array> {
    return await unreadableIfRefused(() => readDocument(folder, name))
  }
}

function attemptUbl(bytes: Uint8Array): UblDocument | ConnectorError {
  try {
    return readUbl(bytes)
  } catch (error) {
    if (error instanceof ConnectorError) return error
    throw error
  }
}

/**
 * When a file of the books can't be opened the books are unreadable: the agent didn't name it, so no document is
 * refused.
 */
async function unreadableIfRefused<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    throw new ConnectorError('books-unreadable', error.message)
  }
}

const mediaTypes: Readonly<Record<string, string>> = {
  xml: 'application/xml',
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
}

function attachmentOf(name: string, bytes: Uint8Array, document: Attached['document']): Attachment {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return {
    name,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType: Object.hasOwn(mediaTypes, ending) ? (mediaTypes[ending] ?? '') : 'application/octet-stream',
    ...(document === undefined ? {} : { customer: document.customer, invoiceNumber: document.number }),
  }
}

function rulesBroken({ name, document }: Attached): readonly Problem[] {
  const rules = document === undefined ? [] : [...new Set(nlciusBreaches(document.root).map(({ rule }) => rule))]
  return rules.length === 0 ? [] : [{ document: name, problem: `breaks ${rules.join(', ')} of the invoice standard` }]
}
