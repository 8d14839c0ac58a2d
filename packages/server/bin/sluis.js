#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// Starts the `sluis` command, or says in one line that this Node is too old. Plain JavaScript that a much older Node
// can read, without a static import of anything that it can't.
const [major, minor] = process.versions.node.split('.').map(Number)

function start() {
  // Node keeps what it compiled, which makes a stop four times as quick to start. It is kept beside the code: whoever
  // may write there could change the code itself. Where nobody may, it works without. Threads take it from the environment.
  const kept = `${import.meta.dirname}/../node_modules/.cache/sluis`
  process.env.NODE_COMPILE_CACHE ??= kept
  import('node:module')
    .then(({ enableCompileCache }) => enableCompileCache(process.env.NODE_COMPILE_CACHE))
    .then(() => import('../src/cli/main.ts'))
}

function refuse() {
  const isDutch = /^nl/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
  console.error(
    isDutch
      ? `Sluis heeft Node 24.15 of nieuwer nodig (25 niet); dit is ${process.versions.node}. Zet een nieuwere Node neer, of gebruik in de map van Sluis: npx sluis`
      : `Sluis needs Node 24.15 or newer (not 25); this is ${process.versions.node}. Install a newer Node, or in the folder of Sluis use: npx sluis`,
  )
  process.exitCode = 1
}

if ((major === 24 && minor >= 15) || major >= 26) start()
else refuse()
