// SPDX-License-Identifier: EUPL-1.2

/** What goes into the one sentence about a mail. Every text in it comes from an agent and is made visible first. */
export interface MailSentence {
  readonly agent: string
  readonly to: string
  /** How many more addresses get it, by To, Cc or Bcc. */
  readonly others: number
  readonly subject: string
  readonly documents: readonly string[]
}
