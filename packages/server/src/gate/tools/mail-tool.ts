// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { ConnectorError, MailConnector, mailInput, prepareMail, readMailArguments } from '../../connectors/index.ts'
import type { JsonObject } from '../../journal/index.ts'
import type { Admitted } from '../admitted.ts'
import { GateError } from '../error.ts'

/** Mail, which Sluis sends itself. */
export class MailTool {
  readonly #connector: MailConnector | undefined
  readonly #from: string

  /** Without an address nothing is sent, and each call fails with that reason. */
  constructor(url: string | undefined, from: string) {
    this.#connector = url === undefined ? undefined : new MailConnector(url)
    this.#from = from
  }

  /** Sends the bytes that were checked, under the Message-ID that the intent recorded (P2, P5). */
  async send({ considered, messageId, cut }: Admitted): Promise<JsonObject> {
    if (this.#connector === undefined || messageId === undefined) {
      throw new ConnectorError('mail-setting-invalid', 'no address is set for the mail server')
    }
    const prepared = await prepareMail(readMailArguments(considered.body), {
      from: this.#from,
      messageId,
      date: new Date(),
      attachments: considered.attachments,
      ...(considered.disclosure && { disclosure: considered.disclosure.mark }),
    })
    const { accepted, rejected } = await this.#connector
      .send(prepared, cut.signal, () => cut.requireOngoing())
      .catch((cause: unknown) => {
        throw mailError(cause, messageId)
      })
    const sent = { messageId, accepted: [...accepted], rejected: [...rejected] }
    return { content: [{ type: 'text', text: `Sent as ${messageId}.` }], structuredContent: sent }
  }
}

/** Either certainly not sent, or for a person to settle by its Message-ID (P2). */
function mailError(cause: unknown, messageId: string): GateError {
  const message = cause instanceof ConnectorError ? cause.message : 'the mail could not be handed over'
  const isSure = cause instanceof ConnectorError && cause.code === 'mail-not-sent'
  return new GateError(isSure ? 'upstream-failed' : 'outcome-unknown', message, { messageId }, { cause })
}

const inputSchema: JsonObject = JSON.parse(JSON.stringify(z.toJSONSchema(mailInput, { io: 'input' })))

/** Sluis's own words, no stranger's: nobody has to admit them. */
export const mailDescription: JsonObject = {
  description: 'Sends a mail. Documents are attached by their path in the books, such as invoices/2026-0101.xml.',
  inputSchema,
}
