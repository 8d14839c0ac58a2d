// SPDX-License-Identifier: EUPL-1.2
// Installs what is missing and then starts one npm script under the Node that the project pins.
// Plain JavaScript that an older Node can read: on a fresh clone this file is run by whatever Node the machine has.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// npm passes a signal on to its shell only: that the shell is gone is how it shows here.
const parent = process.ppid
const isLeft = () => process.ppid !== parent

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
  if (isLeft()) process.exit(1)
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const isNewEnough = major >= 26 || (major === 24 && minor >= 15)
if (!isNewEnough && !existsSync(join(root, 'node_modules', '.bin', 'node'))) {
  stop(
    `Voor dit systeem brengt Sluis geen eigen Node mee, en ${process.versions.node} is te oud. Installeer Node 24.15 of nieuwer.`,
    `Sluis brings no Node of its own for this system, and ${process.versions.node} is too old. Install Node 24.15 or newer.`,
  )
}

// The pinned Node itself, without an npm and a shell in between: those would not pass a signal on.
const [command, ...own] = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts[script].split(' ')
const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
const child = spawn(command, [...own, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } })
let isEnding = false
const end = () => {
  if (!isEnding) child.kill('SIGTERM')
  isEnding = true
}
// A terminal sends Ctrl-C to the child too; twice would cut its closing short.
process.on('SIGINT', () => {
  isEnding = true
})
process.on('SIGTERM', end)
setInterval(() => isLeft() && end(), 250).unref()
child.on('error', () => process.exit(1))
child.on('close', (code) => process.exit(code ?? 1))
