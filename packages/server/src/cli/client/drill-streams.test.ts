// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { it } from 'node:test'
import { listen } from '../../../../../test/listen.ts'
import { openDrillStreams } from './drill-streams.ts'

it('a stream of a drill that ends before its first byte is told, and not waited for', async () => {
  await using gate = await listen(createServer((_, response) => response.end()))
  await assert.rejects(
    openDrillStreams(gate.url, 'ticket', 2, () => undefined),
    /ended before its first byte/,
  )
})
