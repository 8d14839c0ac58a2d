// SPDX-License-Identifier: EUPL-1.2

/** The arguments of the mail tool. */
export interface Mail {
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly bcc?: readonly string[]
  readonly subject: string
  readonly text: string
  readonly attachments?: readonly { readonly document: string }[]
}

/**
 * What makes two mails the same attempt: who gets what under which subject. The text is left out, because redaction
 * between the model and its tools may have changed it.
 */
export function keyOf(mail: Readonly<Record<string, unknown>> | Mail): string {
  const fields = new Map<string, unknown>(Object.entries(mail))
  const list = (name: string): readonly unknown[] => {
    const value = fields.get(name)
    return Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : []
  }
  return JSON.stringify([list('to'), list('cc'), list('bcc'), fields.get('subject'), list('attachments')])
}
