// SPDX-License-Identifier: EUPL-1.2
// `node single-commits.ts FOLDER COUNT`: so many commits of one entry each, to be watched from outside.
import { drive } from './callers.ts'
import { openJournal } from './stores.ts'

const [folder = '', count = '0'] = process.argv.slice(2)
const journal = await openJournal(folder)
await drive(1, Number(count), () => journal.append())
await journal.close()
