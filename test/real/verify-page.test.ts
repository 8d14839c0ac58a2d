// SPDX-License-Identifier: EUPL-1.2
// The verifier as one file, in a real browser, opened from disk: it says what the command says, and no more.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  cosign,
  formatNote,
  formatReceipt,
  formatVerifierKey,
  keyTypes,
  parseNote,
  parseReceipt,
} from '../../packages/log/src/index.ts'
import { testKey } from '../../packages/log/src/test/keys.ts'
import { MemoryLog, numberedEntries } from '../../packages/log/src/test/memory-log.ts'
import { wordsIn } from '../../packages/log/src/words/words.ts'
import { missing } from './desk/browser.ts'
import { key, leaf, log, memory, otherKey, proofOf, proofOfOnly, strangersKey } from './verify-page/genuine.ts'
import { BuiltPage, buildElsewhere, putFolder } from './verify-page/opened.ts'

describe('the verifier as one page', { skip: missing ?? false }, () => {
  let page: BuiltPage
  let exported: string

  before(async () => {
    page = await BuiltPage.build()
    exported = putFolder(page.folder, await memory.files(log.signer))
  })
  after(() => page?.end())

  it('is the same file from the same sources, wherever they stand', () => {
    assert.ok(buildElsewhere(page.folder).equals(readFileSync(page.file)))
  })

  it('says VALID of a genuine log, what that proves and what not, in the words of the command', async () => {
    for (const language of ['en', 'nl'] as const) {
      const words = wordsIn(language)
      const opened = await page.open(language)
      await opened.chooseFolder(exported)
      await opened.giveKey(key)
      assert.equal(await opened.check(), words.verdicts.valid)
      const result = await opened.result()
      for (const told of [words.limits('log', false), words.log('example.com/log', 700), key])
        assert.ok(result.includes(told), `${told}: ${result}`)
      await opened.end()
    }
  })

  it('shows the entry that a proof leads to, readable, and how much of it is not shown', async () => {
    const opened = await page.open()
    const proof = await proofOf(memory, 699)
    await opened.choose('file', { name: 'call.tlog-proof', bytes: proof })
    await opened.choose('key-file', { name: 'key', bytes: `${key}\n` })
    assert.equal(await opened.check(), 'VALID')
    const result = await opened.result()
    assert.match(result, /Time\s+31 December 2025 at 00:00:00 UTC/)
    assert.match(result, /Kind\s+call\.allowed\s+Number\s+3 of agent:reporter\s+Not shown\s+at most 2 private fields/)
    assert.match(result, /agent\s+reporter\s+findings\s+email\s+rules\s+nothing/)
    assert.match(result, /Proven: this entry stands in the log with this number/)
    assert.ok(result.includes(createHash('sha256').update(proof).digest('hex')))
    await opened.visit.page.locator('#details summary').click()
    assert.equal(await opened.exactText(), leaf)
    await opened.end()
  })

  it('shows an entry that reads in two ways only as the text that was signed', async () => {
    const opened = await page.open()
    await opened.giveKey(key)
    const entries = [
      leaf.replace('"kind":', '"kind":"call.denied","kind":'),
      leaf.replace('"number":3', '"number":90071992547409931'),
      leaf.replace('"number":3', '"note":"unseen","number":3'),
      leaf.replace('"rules":[]', `"rules":${'['.repeat(9000)}${']'.repeat(9000)}`),
      `${leaf} `,
    ]
    for (const entry of entries) {
      await opened.choose('file', { name: 'call.tlog-proof', bytes: await proofOfOnly(entry) })
      assert.equal(await opened.check(), 'VALID')
      assert.equal(await opened.exactText(), entry)
      assert.doesNotMatch(await opened.result(), /Not shown/)
    }
    await opened.end()
  })

  it('takes the entry of a proof that does not carry it from beside it', async () => {
    const opened = await page.open()
    const { extra: _, ...bare } = parseReceipt(await proofOf(memory, 7))
    await opened.choose('file', { name: 'call.tlog-proof', bytes: formatReceipt(bare) })
    await opened.giveKey(key)
    assert.equal(await opened.check(), 'NOT CHECKED')
    await opened.choose('entry', { name: 'entry', bytes: 'entry number 7' })
    assert.equal(await opened.check(), 'VALID')
    assert.equal(await opened.exactText(), 'entry number 7')
    await opened.choose('entry', { name: 'entry', bytes: 'entry number 8' })
    assert.equal(await opened.check(), 'INVALID')
    await opened.end()
  })

  it('says KEY UNKNOWN without a key and with that of another log, and never VALID', async () => {
    const opened = await page.open()
    const proof = { name: 'call.tlog-proof', bytes: await proofOf(memory, 7) }
    for (const given of ['', otherKey]) {
      await opened.giveKey(given)
      await opened.chooseFolder(exported)
      assert.equal(await opened.check(), 'KEY UNKNOWN')
      await opened.choose('file', proof)
      assert.equal(await opened.check(), 'KEY UNKNOWN')
    }
    await opened.giveKey(formatVerifierKey(strangersKey))
    assert.equal(await opened.check(), 'INVALID')
    assert.ok((await opened.result()).includes(wordsIn('en').lookFirst.key))
    await opened.giveKey(key.replace('example', 'exampla'))
    assert.equal(await opened.check(), 'NOT CHECKED')
    assert.match(await opened.result(), /Can not be used: .*That says nothing about the log/s)
    await opened.end()
  })

  it('takes a policy, and names the witnesses that saw the log', async () => {
    const witness = testKey('witness.example/w1', 3, keyTypes.cosignature)
    const note = parseNote(await memory.checkpoint(log.signer))
    const signatures = [...note.signatures, await cosign(note.text, witness.signer, 1767139200)]
    const cosigned = await proofOf(memory, 7, formatNote({ ...note, signatures }))
    const policy = `log ${key}\nwitness w1 ${formatVerifierKey(witness.key)}\nquorum w1\n`
    const opened = await page.open()
    await opened.giveKey(policy)
    await opened.choose('file', { name: 'call.tlog-proof', bytes: cosigned })
    assert.equal(await opened.check(), 'VALID')
    assert.match(await opened.result(), /Witnessed by\s+witness\.example\/w1, 2025-12-31T00:00:00\.000Z/)
    await opened.choose('file', { name: 'call.tlog-proof', bytes: await proofOf(memory, 7) })
    assert.equal(await opened.check(), 'INVALID')
    await opened.giveKey(policy.slice(0, -1))
    assert.equal(await opened.check(), 'NOT CHECKED')
    await opened.end()
  })

  it('finds out a log whose end was cut off, against a checkpoint or a proof that was kept', async () => {
    const opened = await page.open()
    await opened.giveKey(key)
    await opened.chooseFolder(putFolder(page.folder, await memory.files(log.signer, 699)))
    assert.equal(await opened.check(), 'VALID')
    const kept = [
      { name: 'last-year', bytes: await memory.checkpoint(log.signer) },
      { name: 'call.tlog-proof', bytes: await proofOf(memory, 7) },
    ]
    for (const one of kept) {
      await opened.choose('kept', one)
      assert.equal(await opened.check(), 'INVALID')
      assert.match(await opened.result(), new RegExp(`${one.name}, entry 699: the end of the log was cut off`))
    }
    await opened.chooseFolder(exported)
    await opened.choose('kept', ...kept)
    assert.equal(await opened.check(), 'VALID')
    assert.match(await opened.result(), /Agrees with\s+last-year, call\.tlog-proof/)
    await opened.end()
  })

  it('takes back its answer as soon as something else is asked', async () => {
    const opened = await page.open()
    await opened.giveKey(key)
    await opened.visit.page.click('#check')
    assert.match(await opened.result(), /Choose at 1/)
    await opened.choose('file', { name: 'call.tlog-proof', bytes: await proofOf(memory, 7) })
    assert.equal(await opened.check(), 'VALID')
    await opened.giveKey(otherKey)
    assert.doesNotMatch(await opened.result(), /VALID/)
    await opened.end()
  })

  it('takes what is dropped on it: a proof, a folder', async () => {
    const opened = await page.open()
    await opened.giveKey(key)
    await opened.drop(exported, /folder log, \d+ files/)
    assert.equal(await opened.check(), 'VALID')
    await opened.drop(join(exported, 'checkpoint'), /checkpoint, \d+ bytes/)
    assert.equal(await opened.check(), 'INVALID')
    await opened.end()
  })

  it('shows how far it is in a long log, and leaves the browser free meanwhile', async () => {
    const long = MemoryLog.of(numberedEntries(100_000))
    const opened = await page.open()
    await opened.giveKey(key)
    await opened.chooseFolder(putFolder(page.folder, await long.files(log.signer)))
    await opened.visit.page.evaluate(`
      globalThis.longest = 0
      let last = performance.now()
      const beat = () => {
        longest = Math.max(longest, performance.now() - last)
        last = performance.now()
        setTimeout(beat)
      }
      beat()
    `)
    await opened.visit.page.click('#check')
    await opened.visit.page.locator('#progress', { hasText: /[0-9]+ of 100000 entries checked/ }).waitFor()
    assert.equal(await opened.says(), 'VALID')
    const longest = Number(await opened.visit.page.evaluate('longest'))
    assert.ok(longest < 1000, `${longest} ms`)
    await opened.end()
  })

  it('can be used by everybody: read aloud, by keyboard, on a narrow screen, on paper', async () => {
    for (const [language, width] of [
      ['nl', 390],
      ['en', 1280],
    ] as const) {
      const opened = await page.open(language, { viewport: { width, height: 800 } })
      const { visit } = opened
      for (const given of ['', key]) {
        await opened.giveKey(given)
        await opened.choose('file', { name: 'call.tlog-proof', bytes: await proofOf(memory, 699) })
        await visit.page.focus('#check')
        await visit.page.keyboard.press('Enter')
        const says = await opened.says()
        assert.ok((await visit.page.getByRole('status').allInnerTexts()).join().includes(says))
        await visit.assertAccessible(`${language}: ${says}`)
        await visit.assertFits(`${language}: ${says}`)
        await visit.assertTargets(`${language}: ${says}`)
      }
      await visit.page.emulateMedia({ media: 'print' })
      await visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
      assert.equal(await opened.exactText(), leaf)
      assert.equal(await visit.page.locator('button:visible, textarea:visible').count(), 0)
      await opened.end()
    }
  })
})
