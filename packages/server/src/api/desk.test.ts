// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openPeoplesDoor } from './testing/peoples-door.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-desk-'))
const deskFolder = join(folder, 'dist')
after(() => rmSync(folder, { recursive: true, force: true }))

describe('the Desk’s files', () => {
  it('says what to do until the Desk is built, and serves it from then on', async () => {
    const door = await openPeoplesDoor({ deskFolder })
    try {
      const before = await door.raw('/', { headers: { 'accept-language': 'en' } })
      assert.equal(before.status, 503)
      assert.match(before.text, /npm run build -w packages\/desk/)
      assert.doesNotMatch(before.text, /<script|style=/)

      mkdirSync(join(deskFolder, 'assets'), { recursive: true })
      writeFileSync(join(deskFolder, 'index.html'), '<!doctype html><title>Desk</title>')
      writeFileSync(join(deskFolder, 'assets', 'main-1a2b.js'), 'export {}')
      writeFileSync(join(folder, 'secret.txt'), 'not for the web')

      for (const path of ['/', '/cases/case-1', '/stops', '/assets/', '/assets/none']) {
        const page = await door.raw(path)
        assert.deepEqual([page.status, page.headers.get('cache-control')], [200, 'no-cache'], path)
        assert.match(page.text, /Desk/)
      }
      const script = await door.raw('/assets/main-1a2b.js')
      assert.match(script.headers.get('content-type') ?? '', /javascript/)
      assert.match(script.headers.get('cache-control') ?? '', /immutable/)
      const gone = await door.raw('/assets/main-0000.js')
      assert.deepEqual([gone.status, gone.headers.get('cache-control')], [404, 'no-store'])
      for (const path of ['/../secret.txt', '/..%2fsecret.txt', '/assets/..%5c..%5csecret.txt', '/%2e%2e/secret.txt']) {
        assert.doesNotMatch((await door.raw(path)).text, /not for the web/, path)
      }
      assert.equal((await door.raw('/', { method: 'POST' })).status, 404)
    } finally {
      await door?.[Symbol.asyncDispose]()
    }
  })
})
