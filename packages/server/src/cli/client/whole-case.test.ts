// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { openPeoplesDoor } from '../../api/testing/peoples-door.ts'
import { reminder } from '../../oversight/testing/gate.ts'
import type { Terminal } from '../terminal.ts'
import { ApiClient } from './api-client.ts'
import { wholeCase } from './whole-case.ts'

it('a case is whole on a terminal, also where its content is long and given apart (P5)', async () => {
  await using door = await openPeoplesDoor()
  const folder = mkdtempSync(join(tmpdir(), 'sluis-whole-case-'))
  const keyFile = join(folder, 'key')
  writeFileSync(keyFile, door.keyOf('sanne'), { mode: 0o600 })
  const nothing = () => undefined
  const terminal: Terminal = {
    ...{ language: 'en', say: (_, en) => en, environment: {}, command: 'sluis', isAttended: false },
    ...{ out: nothing, warn: nothing, json: nothing, exitWith: nothing },
  }
  const long = { ...reminder, text: 'woord '.repeat(20_000) }
  await door.hold({ case: 'short' })
  await door.hold({ case: 'long', arguments: long })
  const api = new ApiClient({ url: door.url, keyFile }, terminal)
  for (const [id, given] of Object.entries({ short: reminder, long })) {
    const found = await wholeCase(api, id)
    assert.deepEqual([found.id, found.arguments, found.attachments.length], [id, given, 1])
    assert.deepEqual(Object.keys(found.facts), ['mail'])
  }
  rmSync(folder, { recursive: true })
})
