// SPDX-License-Identifier: EUPL-1.2
// What the example starts where a visitor has no model and no mail server of their own: a scripted model (not an AI)
// that makes the mistakes the lock is for, and a mail server that delivers nothing. It keeps none of P1 to P12, it is
// there to tempt them; only examples and tests may import it.
export { readBooksFolder } from './books-folder.ts'
export { bsnsIn } from './bsn.ts'
export { type KeptMail, parseKeptMail, readKeptMails } from './kept-mail.ts'
export { type Account, accountsOn, type Books, type Customer, readBooks } from './scripted-model/books.ts'
export { modelId, modelName } from './scripted-model/completion.ts'
export { readInvoice } from './scripted-model/invoice.ts'
export { amountsIn } from './scripted-model/money.ts'
export { nearlySameName } from './scripted-model/names.ts'
export { type Totals, totalsOf } from './scripted-model/report.ts'
export {
  type MailServerOptions,
  type ScriptedModelOptions,
  type StandIn,
  StandInError,
  startMailServer,
  startScriptedModel,
} from './spawn.ts'
