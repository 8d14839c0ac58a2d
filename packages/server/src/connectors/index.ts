// SPDX-License-Identifier: EUPL-1.2
// The outside systems that the gate itself speaks to: `books/`, from which it reads the facts that a policy asks for,
// and `mail/`, which sends mail by SMTP. Keeps P2 (a mail is sent, certainly not sent, or unknown with its Message-ID),
// P5 (the bytes that were checked are the bytes that leave), P8 (a mail server's credentials stay in here) and P10 (what
// can't be read counts as the strictest case). May be imported by the gate; imports only types of organisation.

export { mailAddress } from './address.ts'
export { type Attachment, Books } from './books/books.ts'
export { ConnectorError } from './error.ts'
export { MailConnector } from './mail/mail.ts'
export { mailInput, readMailArguments } from './mail/mail-arguments.ts'
export { prepareMail } from './mail/mail-message.ts'
