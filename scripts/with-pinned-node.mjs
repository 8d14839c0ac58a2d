// SPDX-License-Identifier: EUPL-1.2
// Installs what is missing and then starts one npm script under the Node that the project pins.
// Plain JavaScript that an older Node can read: on a fresh clone this file is run by whatever Node the machine has.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [script, ...args] = process.argv.slice(2)
const dutch = /^nl/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
const say = (nl, en) => process.stderr.write(`${dutch ? nl : en}\n`)
const stop = (nl, en) => {
  say(nl, en)
  process.exit(1)
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(
    `Sluis heeft Node 20 of nieuwer nodig om zich te installeren; dit is ${process.versions.node}. Installeer een nieuwere Node en probeer het opnieuw.`,
    `Sluis needs Node 20 or newer to install itself; this is ${process.versions.node}. Install a newer Node and try again.`,
  )
}

/** The lockfile's digest, kept beside what was installed from it: equal means that nothing is missing. */
const stampFile = join(root, 'node_modules', '.sluis-installed')
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
const installed = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''

if (installed !== wanted) {
  say(
    'Sluis installeert wat ontbreekt (eenmalig, ongeveer een minuut) …',
    'Sluis installs what is missing (once, about a minute) …',
  )
  const started = Date.now()
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000)
    say(`  … nog bezig, ${seconds} s`, `  … still working, ${seconds} s`)
  }, 5000)
  const code = await new Promise((resolve) => {
    const child = spawn('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.on('error', () => resolve(1))
    child.on('close', resolve)
  })
  clearInterval(ticker)
  if (code !== 0) {
    stop(
      'Installeren lukte niet (zie hierboven). Controleer de netwerkverbinding met het npm-register en probeer het opnieuw.',
      'Installing failed (see above). Check the connection to the npm registry and try again.',
    )
  }
  writeFileSync(stampFile, wanted)
  say('Geïnstalleerd.', 'Installed.')
}

// npm puts node_modules/.bin, and so the pinned Node, first on the PATH of the inner script.
const result = spawnSync('npm', ['run', '-s', script, '--', ...args], { cwd: root, stdio: 'inherit' })
process.exit(result.status ?? 1)
