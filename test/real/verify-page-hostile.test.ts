// SPDX-License-Identifier: EUPL-1.2
// The verifier as one file, given what somebody made up: it refuses every tampered copy, shows what it is given as text
// and nothing else, and has no way out.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { MemoryLog } from '../../packages/log/src/test/memory-log.ts'
import { tamperedProofs } from '../../packages/log/src/test/tampered-proofs.ts'
import { tamperedFiles, tamperings } from '../../packages/log/src/test/tampering.ts'
import { listen } from '../listen.ts'
import { missing } from './desk/browser.ts'
import { key, leaf, log, memory, proofOf, proofOfOnly, stranger } from './verify-page/genuine.ts'
import { BuiltPage, putFolder } from './verify-page/opened.ts'

const markup = '<img src=x onerror="globalThis.isOwned = true"><script>globalThis.isOwned = true</script>'
/** Turns the direction of what follows, hides what stands before, and commands a terminal. */
const unseen = '\u202e\u2066\u200b\ufeff\x1b[2J\x07\0'

describe('the verifier as one page, against whoever makes what it reads', { skip: missing ?? false }, () => {
  let page: BuiltPage

  before(async () => {
    page = await BuiltPage.build()
  })
  after(() => page?.end())

  for (const size of [20, 700]) {
    it(`refuses every copy of the tamper matrix of a log of ${size} entries (P11)`, async (context) => {
      const original = MemoryLog.of(memory.entries.slice(0, size))
      const files = await original.files(log.signer)
      const earlierCheckpoint = await original.checkpoint(log.signer, size - 1)
      const opened = await page.open()
      await opened.giveKey(key)
      let copies = 0
      for await (const tampering of tamperings({ files, earlierCheckpoint, stranger })) {
        const copy = putFolder(page.folder, tamperedFiles(files, tampering))
        await opened.chooseFolder(copy)
        assert.equal(await opened.check(), 'INVALID', tampering.name)
        copies++
      }
      assert.ok(copies > 60, `${copies} copies`)
      context.diagnostic(`${copies} copies refused`)
      await opened.chooseFolder(putFolder(page.folder, files))
      assert.equal(await opened.check(), 'VALID', 'the original again')
      await opened.end()
    })
  }

  it('refuses every tampered copy of a proof', async () => {
    const proof = await proofOf(memory, 7)
    const opened = await page.open()
    await opened.giveKey(key)
    for (const { name, text } of tamperedProofs(proof)) {
      await opened.choose('file', { name: 'call.tlog-proof', bytes: text })
      assert.equal(await opened.check(), 'INVALID', name)
    }
    await opened.choose('file', { name: 'call.tlog-proof', bytes: proof })
    assert.equal(await opened.check(), 'VALID')
    await opened.end()
  })

  it('shows names, entries and keys as text: no markup, nothing that turns or hides what is read', async () => {
    const value = JSON.stringify(`${markup}\u202e\u200b`)
    const entries = [
      markup,
      `shown${unseen}shown`,
      leaf.replace('"reporter"', value).replace('"agent:reporter"', value).replace('"rules"', value),
    ]
    const opened = await page.open()
    await opened.giveKey(key)
    for (const entry of entries) {
      await opened.choose('file', { name: `${markup}${unseen}`, bytes: await proofOfOnly(entry) })
      assert.equal(await opened.check(), 'VALID')
      await opened.assertOnlyText()
    }
    assert.match(await opened.result(), /<img src=x onerror/)
    const files = await memory.files(log.signer)
    for (const name of ['<img src=x onerror=isOwned=1>', `a${unseen.replaceAll('\0', '')}b`])
      files.set(`tile/${name}`, new Uint8Array())
    await opened.chooseFolder(putFolder(page.folder, files))
    assert.equal(await opened.check(), 'INVALID')
    await opened.assertOnlyText()
    await opened.giveKey(`${markup}${unseen}`)
    assert.equal(await opened.check(), 'NOT CHECKED')
    await opened.assertOnlyText()
    await opened.end()
  })

  it('refuses what is too long to be what it is taken for, without reading it', async () => {
    const long = new Uint8Array(3 * 1024 * 1024)
    const opened = await page.open()
    await opened.giveKey(key)
    await opened.choose('file', { name: 'call.tlog-proof', bytes: long })
    assert.equal(await opened.check(), 'NOT CHECKED')
    await opened.choose('file', { name: 'call.tlog-proof', bytes: await proofOf(memory, 7) })
    await opened.choose('key-file', { name: 'key', bytes: long })
    assert.equal(await opened.check(), 'NOT CHECKED')
    await opened.end()
  })

  it('may not reach anything itself, whatever its script would try', async () => {
    let reached = 0
    const server = createServer((_, response) => {
      reached++
      response.end()
    })
    const outside = await listen(server, '/')
    const visited = await page.browser.newPage()
    await visited.goto(pathToFileURL(page.file).href)
    const outcome = await visited.evaluate(`(async () => {
      const address = ${JSON.stringify(outside.url)}
      const refused = []
      const attempt = async (name, work) => { try { await work() } catch { refused.push(name) } }
      await attempt('fetch', () => fetch(address))
      await attempt('beacon', () => { if (!navigator.sendBeacon(address)) throw new Error() })
      await attempt('socket', () => new Promise((resolve, reject) => {
        const socket = new WebSocket(address.replace('http', 'ws'))
        socket.onopen = resolve
        socket.onerror = reject
      }))
      await attempt('image', () => new Promise((resolve, reject) => {
        const image = new Image()
        image.onload = resolve
        image.onerror = reject
        image.src = address
      }))
      await attempt('worker', () => new Worker(URL.createObjectURL(new Blob(['1']))))
      await attempt('markup', () => { document.body.innerHTML = '<p>' })
      await attempt('code', () => eval('1'))
      const frame = document.createElement('iframe')
      frame.src = address
      document.body.append(frame)
      const form = document.createElement('form')
      form.action = address
      document.body.append(form)
      form.submit()
      await new Promise((resolve) => setTimeout(resolve, 500))
      return refused
    })()`)
    await outside[Symbol.asyncDispose]()
    assert.equal(reached, 0)
    assert.deepEqual(outcome, ['fetch', 'socket', 'image', 'worker', 'markup', 'code'])
    await visited.close()
  })

  it('runs one script and one style, and names no address', () => {
    const html = readFileSync(page.file, 'utf8')
    assert.equal(html.match(/<script/g)?.length, 1)
    assert.equal(html.match(/<style/g)?.length, 1)
    assert.doesNotMatch(html, /\b(?:src|href|action)=|@import|url\(/)
  })
})
