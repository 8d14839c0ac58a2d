#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// Starts the verifier, or says clearly that this Node is too old. Written so that a much older Node can read it.
'use strict'

function refuse(needed) {
  var isDutch = /^nl/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
  var message = isDutch
    ? `sluis-log heeft Node ${needed} of nieuwer nodig; dit is ${process.versions.node}.`
    : `sluis-log needs Node ${needed} or newer; this is ${process.versions.node}.`
  console.error(message)
  process.exitCode = 2
}

function start(major) {
  if (major < 20) return refuse(20)
  var path = require('node:path')
  // As published, the verifier is JavaScript; in the repository it is TypeScript, which needs a newer Node.
  var built = path.join(__dirname, '..', 'lib', 'cli.js')
  var isBuilt = require('node:fs').existsSync(built)
  if (!isBuilt && major < 24) return refuse(24)
  import(require('node:url').pathToFileURL(isBuilt ? built : path.join(__dirname, '..', 'src', 'cli.ts')).href)
}

start(Number(process.versions.node.split('.')[0]))
