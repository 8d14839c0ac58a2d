// SPDX-License-Identifier: EUPL-1.2
// Makes a log, tells of it, and gives it another key.
import { Journal, replaceKey } from '../../packages/server/src/journal/index.ts'
import { tell } from './mark.ts'
import { origin } from './workload.ts'

const [folder = ''] = process.argv.slice(2)
const projections = new URL('./projection.ts', import.meta.url)
const journal = await Journal.open({ folder, origin, projections })
await journal.append({ kind: 'lab.counted', data: { name: 'a', by: 1 } })
const { note } = await journal.log.checkpoint()
tell({ opened: { verifierKey: journal.verifierKey, digest: '', note } })
await journal.close()
await replaceKey({ folder, projections, isLost: false })
