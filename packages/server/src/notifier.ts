// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto'
import { MailConnector } from './connectors/index.ts'
import type { Loaded } from './gate/index.ts'
import type { Notify } from './oversight/index.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Sends mail to people through the organisation's own mail server. */
export function notifier({ organisation }: Loaded, environment: Environment): Notify | undefined {
  const { notify } = organisation.settings
  const server = notify === undefined ? undefined : organisation.servers.get(notify.through)
  if (notify === undefined || server?.kind !== 'mail') return undefined
  const url = environment[server.smtp.env] ?? server.smtp.default
  if (url === undefined) return undefined
  const connector = new MailConnector(url)
  return async ({ to, subject, text }) => {
    const messageId = `<notice-${randomUUID()}@${notify.from.slice(notify.from.indexOf('@') + 1)}>`
    const mail = { from: notify.from, to: [to], subject, text, messageId, date: new Date() }
    await connector.notify(mail, AbortSignal.timeout(30_000))
  }
}
