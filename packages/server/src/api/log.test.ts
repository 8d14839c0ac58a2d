// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { httpSource, parsePolicy, verifyLog } from '@sluis/log'
import { openPeoplesDoor } from './testing/peoples-door.ts'

describe('the log over HTTP', () => {
  it('is verified by a stranger with nothing but the address and the key, when entries are public', async () => {
    const door = await openPeoplesDoor({ settings: { publicLog: true } })
    try {
      await Promise.all(
        Array.from({ length: 300 }, (_, at) => door.journal.append({ kind: 'note', data: { number: at } })),
      )
      const key = (await door.raw('/log/key')).text.trim()
      assert.equal(key, door.journal.verifierKey)
      const verified = await verifyLog(httpSource(`${door.url}/log`), {
        policy: parsePolicy(`log ${key}\nquorum none\n`),
      })
      assert.equal(verified.kind, 'valid')
    } finally {
      await door?.[Symbol.asyncDispose]()
    }
  })

  it('shows hashes to everyone and entries to people only, unless they are public', async () => {
    const door = await openPeoplesDoor()
    try {
      const { size } = await door.journal.log.checkpoint()
      const hashes = await door.raw(`/log/tile/0/000.p/${size}`)
      assert.deepEqual([hashes.status, hashes.headers.get('content-type')], [200, 'application/octet-stream'])
      assert.match(hashes.headers.get('cache-control') ?? '', /immutable/)
      assert.equal(hashes.text.length, size * 32)
      const bundle = `/log/tile/entries/000.p/${size}`
      assert.equal((await door.raw(bundle)).status, 401)
      assert.equal((await door.as(door.agentKey, 'GET', bundle)).status, 401)
      const entries = await door.as('ruth', 'GET', bundle)
      assert.deepEqual([entries.status, entries.headers.get('cache-control')], [200, 'private, no-store'])
    } finally {
      await door?.[Symbol.asyncDispose]()
    }
  })

  it('serves the public part to whatever key is sent, and nothing that is no tile', async () => {
    const door = await openPeoplesDoor()
    try {
      const checkpoint = await door.as(door.agentKey, 'GET', '/log/checkpoint')
      assert.deepEqual(
        [checkpoint.status, checkpoint.headers.get('content-type'), checkpoint.headers.get('cache-control')],
        [200, 'text/plain; charset=utf-8', 'no-store'],
      )
      for (const path of ['0/999', '0/000.p/0', '0/000.p/256', '0/1', '64/000', '0/000/..', 'entries', '0/%30%30%30']) {
        assert.equal((await door.raw(`/log/tile/${path}`)).status, 404, path)
      }
    } finally {
      await door?.[Symbol.asyncDispose]()
    }
  })
})
