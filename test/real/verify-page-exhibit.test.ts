// SPDX-License-Identifier: EUPL-1.2
// An exhibit on the page: what somebody handed over of entries, held against the log.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { digestDisclosure, exhibitFormat, pseudonymIn } from '../../packages/log/src/index.ts'
import { MemoryLog } from '../../packages/log/src/test/memory-log.ts'
import { missing } from './desk/browser.ts'
import { key, otherKey, proofOf } from './verify-page/genuine.ts'
import { BuiltPage } from './verify-page/opened.ts'

const given = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const anna = given(['salt-0', 'subject', 'person:anna'])
const [asked, kept] = [
  given(['salt-1', { role: 'user', content: 'Pay 100\nto Bakker.' }]),
  given(['salt-2', 'not shown']),
]
const request = given([
  'salt-3',
  'request',
  { parts: [asked, kept].map((piece) => ({ '...': digestDisclosure(piece) })), value: { model: 'small' } },
])
const reason = given(['salt-4', 'reason', { value: 'It is the right customer.' }])

/** Canonical, as Sluis writes it, with a digest of nothing among the others. */
function leafOf(kind: string, data: object, committed: readonly string[]): string {
  const digests = [...committed, 'nothing'].map(digestDisclosure).sort()
  return JSON.stringify({ _sd: digests, at: 1_767_139_200_000, data, kind, salt: 's'.repeat(22), v: 1 })
}

const entries = [
  leafOf('call.held', { call: 'call-1' }, [request]),
  leafOf('case.verdict', { by: pseudonymIn(anna), verdict: 'approve' }, [reason]),
]

async function exhibitOf(leaves: readonly string[], disclosures: readonly (readonly string[])[], names = [anna]) {
  const memory = MemoryLog.of(leaves)
  const proofs = await Promise.all(leaves.map((_, index) => proofOf(memory, index)))
  const all = proofs.map((proof, index) => ({ proof, disclosures: disclosures[index] ?? [] }))
  return { name: 'case.exhibit.json', bytes: JSON.stringify({ format: exhibitFormat, entries: all, names }) }
}

describe('an exhibit on the page', { skip: missing ?? false }, () => {
  let page: BuiltPage

  before(async () => {
    page = await BuiltPage.build()
  })
  after(() => page?.end())

  it('shows who was asked what, who approved it and why, and how much was not handed over', async () => {
    const opened = await page.open()
    await opened.giveKey(key)
    await opened.choose('file', await exhibitOf(entries, [[request, asked], [reason]]))
    assert.equal(await opened.check(), 'VALID')
    const result = await opened.result()
    assert.match(result, /commit to what was handed over of them/)
    assert.match(result, /Kind\s+call\.held\s+Not shown\s+Not handed over: at most 1 other fields/)
    assert.match(
      result,
      /Handed over: request\s+model\s+small\s+part 1:\s+role\s+user\s+content\s+Pay 100\nto Bakker\./,
    )
    assert.match(result, /part 2: not handed over/)
    assert.match(result, /by\s+[a-z2-7]{32} = person:anna\s+verdict\s+approve/)
    assert.match(result, /Handed over: reason\s+It is the right customer\./)
    assert.match(result, /Who the pseudonyms are:\s+[a-z2-7]{32}\s+person:anna/)
    await opened.visit.assertAccessible('exhibit')
    await opened.end()
  })

  it('refuses one with anything that its entries do not commit to, and knows nothing without the key', async () => {
    const opened = await page.open()
    await opened.giveKey(key)
    const whole = await exhibitOf(entries, [[request, asked], [reason]])
    const others = {
      'another reason': await exhibitOf(entries, [[request], [given(['salt-4', 'reason', { value: 'None.' }])]]),
      'a reason of another entry': await exhibitOf(entries, [[request, reason]]),
      'a piece of no field': await exhibitOf(entries, [[asked]]),
      'another name': await exhibitOf(entries, [], [given(['salt-0', 'subject', 'person:bo'])]),
      'another format': { ...whole, bytes: whole.bytes.replace('@v1', '@v2') },
      'a byte more': { ...whole, bytes: `${whole.bytes}}` },
    }
    for (const [name, exhibit] of Object.entries(others)) {
      await opened.choose('file', exhibit)
      assert.equal(await opened.check(), 'INVALID', name)
      assert.doesNotMatch(await opened.result(), /Handed over:/, name)
    }
    await opened.choose('file', whole)
    for (const other of ['', otherKey]) {
      await opened.giveKey(other)
      assert.equal(await opened.check(), 'KEY UNKNOWN')
      assert.doesNotMatch(await opened.result(), /person:anna/)
    }
    await opened.end()
  })

  it('shows what was handed over as text, and no more of it than a browser can hold', async () => {
    const markup = '<img src=x onerror="globalThis.isOwned = true">\u202e\u200b'
    const field = given([
      'salt',
      'request',
      { value: { [markup]: markup, many: Array.from({ length: 300_000 }, () => 0) } },
    ])
    const name = given(['salt', 'subject', markup])
    const opened = await page.open()
    await opened.giveKey(key)
    const leaf = leafOf('noted', { by: pseudonymIn(name) }, [field])
    await opened.choose('file', await exhibitOf([leaf], [[field]], [name]))
    assert.equal(await opened.check(), 'VALID')
    await opened.assertOnlyText()
    const result = await opened.result()
    assert.match(result, /Handed over: request\s+<img src=x/)
    assert.match(result, /more than fits here/)
    assert.ok((await opened.visit.page.locator('#details li').count()) < 25_000)
    await opened.end()
  })
})
