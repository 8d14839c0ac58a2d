// SPDX-License-Identifier: EUPL-1.2
// Writes beside the log, one statement after the other, and tells of each once it was done.
import { openBeside } from '../../packages/server/src/journal/index.ts'
import { tell } from './mark.ts'

const [folder = ''] = process.argv.slice(2)
const beside = openBeside({ folder }, 'identity')
await beside.define('CREATE TABLE IF NOT EXISTS told (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)')
for (let n = 1; n <= 6; n++) {
  await beside.run('INSERT INTO told (id, n) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET n = excluded.n', n)
  tell({ acknowledged: { index: n, treeSize: n } })
}
await beside.close()
