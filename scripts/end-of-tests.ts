// SPDX-License-Identifier: EUPL-1.2
// Loaded before each file of tests. What a hook left open when it failed, or a test when it passed, would keep the file
// from ending until its time is up, and nobody would learn why: it ends here instead, and says what is open.
import { after } from 'node:test'
import { isMainThread } from 'node:worker_threads'

/** The file's own hooks close what it opened; on a machine that runs other things they take their time. */
const closingMs = Number(new URL(import.meta.url).searchParams.get('closingMs') ?? 60_000)

// Threads and programs that a test starts are given this too.
if (isMainThread && process.argv[1]?.endsWith('.test.ts')) {
  after(() => {
    setTimeout(() => {
      const open = Map.groupBy(process.getActiveResourcesInfo(), (name) => name)
      const told = [...open].map(([name, all]) => `${name} (${all.length})`).join(', ')
      console.error(`the tests of this file are over, and it does not end: ${told} still open`)
      process.exit(1)
    }, closingMs).unref()
  })
}
