// SPDX-License-Identifier: EUPL-1.2
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import { ConnectorError } from '../error.ts'

/** A mail server and how to speak to it. */
export interface SmtpSetting {
  readonly options: SMTPConnectionOptions
  readonly login: { readonly user: string; readonly pass: string } | undefined
  /** Makes a server's words safe to show: one line, at most 200 characters, without our credentials. */
  readonly scrubbed: (text: string) => string
}

/** How long a single step may wait for the server; the delivery as a whole has its own limit. */
const stepTimeoutMs = 30_000

/**
 * Reads `smtp://user:password@host:587`, `smtps://host` and the like. To another machine, a log-in over `smtp://`
 * requires STARTTLS, because an attacker on the way can strip the server's offer of it (RFC 3207 §6).
 */
export function readSmtpSetting(text: string): SmtpSetting {
  // The constructor's error would repeat the text, password included.
  const url = URL.parse(text)
  const isPlain = url !== null && url.search === '' && url.hash === '' && /^\/?$/.test(url.pathname)
  if (!isPlain || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new ConnectorError(
      'mail-setting-invalid',
      'the mail server is to be given as smtp://host:port or smtps://host',
    )
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const isSecure = url.protocol === 'smtps:'
  const isHere = ['localhost', '::1'].includes(host.toLowerCase()) || /^127(?:\.[0-9]{1,3}){3}$/.test(host)
  const [user, pass] = [decoded(url.username), decoded(url.password)]
  if ((user === '') !== (pass === '')) {
    throw new ConnectorError('mail-setting-invalid', 'the mail server’s URL has a user or a password but not both')
  }
  const login = user === '' ? undefined : { user, pass }
  return {
    options: {
      host,
      port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
      secure: isSecure,
      requireTLS: login !== undefined && !isHere && !isSecure,
      ignoreTLS: isHere && !isSecure,
      // The name that RFC 5321 §4.1.4 gives a client without a public one; this machine's own would reveal our network.
      name: '[127.0.0.1]',
      connectionTimeout: stepTimeoutMs,
      greetingTimeout: stepTimeoutMs,
      socketTimeout: stepTimeoutMs,
      dnsTimeout: stepTimeoutMs,
      maxResponseSize: 64 * 1024,
      logger: false,
    },
    login,
    scrubbed: scrubber(login),
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ConnectorError('mail-setting-invalid', 'the mail server’s URL has a % that is not an escape')
  }
}

function scrubber(login: SmtpSetting['login']): (text: string) => string {
  const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '')
  const secrets =
    login === undefined
      ? []
      : [login.pass, base64(login.pass), base64(`\0${login.user}\0${login.pass}`), encodeURIComponent(login.pass)]
  return (text) =>
    secrets
      .reduce((cleared, secret) => cleared.replaceAll(secret, '***'), text)
      .replace(/[^\x20-\x7e]+/g, ' ')
      .slice(0, 200)
}
