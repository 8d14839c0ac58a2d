// SPDX-License-Identifier: EUPL-1.2
// `npm run bench -- NAME [--json]`: runs one bench of this folder in a process of its own, so that none warms another.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { basename, join } from 'node:path'

const [name = '', ...rest] = process.argv.slice(2)
const file = join(import.meta.dirname, `${basename(name)}.ts`)
if (name === '' || name === 'main' || !existsSync(file)) {
  const names = globSync('*.ts', { cwd: import.meta.dirname }).map((found) => basename(found, '.ts'))
  console.error(`npm run bench -- NAME, with NAME one of: ${names.filter((found) => found !== 'main').join(', ')}`)
  process.exit(2)
}
process.exit(spawnSync(process.execPath, [file, ...rest], { stdio: 'inherit' }).status ?? 1)
