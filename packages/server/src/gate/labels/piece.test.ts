// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonValue } from '../../journal/index.ts'
import { addContent, jsonIn, type Piece, textOf } from './piece.ts'

function piecesOf(content: JsonValue): readonly Piece[] {
  const pieces: Piece[] = []
  addContent(pieces, content, false)
  return pieces
}
const wholes = (content: JsonValue) => piecesOf(content).map(({ text }) => text)
const inner = (content: JsonValue) => piecesOf(content).flatMap((piece) => piece.inner().map(({ text }) => text))

describe('a text', () => {
  it('is the same whatever its line ends, the blanks around it, and the word that SDKs put before an error', () => {
    const said = textOf('No such file.\nTry another.')
    for (const other of [
      'No such file.\r\nTry another.',
      '\n No such file.\nTry another.\t\n',
      'Error: No such file.\nTry another.',
      ' Error: No such file.\r\nTry another.\r\n',
    ]) {
      assert.equal(textOf(other), said)
    }
    assert.notEqual(textOf('No such file. Try another.'), said)
    assert.notEqual(textOf('No such file.\nTry Error: another.'), said)
  })

  it('that is JSON is what it says, however it is written', () => {
    const [said] = inner('{"total": 12, "of": ["a", "b"]}')
    assert.ok(said !== undefined)
    assert.deepEqual(inner('{"of":["a","b"],"total":12}'), [said])
    assert.notDeepEqual(inner('{"of":["a","b"],"total":13}'), [said])
  })

  it('is no JSON where reading it loses what was written', () => {
    assert.deepEqual(jsonIn('{"copies":1}'), { copies: 1 })
    for (const text of [
      '{"copies":1,"copies":1}',
      '{"copies":1.00000000000000000000000000098117115}',
      '{"copies":1e999}',
      '{"\\ud83d":1}',
      '["\\ud83d"]',
      '12',
    ]) {
      assert.equal(jsonIn(text), undefined, text)
    }
    assert.deepEqual(jsonIn('{"of":"12:30, 1234567890123456789012345678 times"}'), {
      of: '12:30, 1234567890123456789012345678 times',
    })
  })
})

describe('a list of texts', () => {
  const [first, second] = [
    { type: 'text', text: 'Dear sir,' },
    { type: 'input_text', text: 'please pay.' },
  ]

  it('is the one text that is made of it, and each of them', () => {
    const list = [first, second]
    assert.deepEqual(wholes(list), [textOf('Dear sir,\nplease pay.')])
    assert.deepEqual(inner(list), [textOf('Dear sir,'), textOf('please pay.')])
    assert.deepEqual(wholes([first]), [textOf('Dear sir,')])
  })

  it('hides nothing that a block says beside its text, or that is no text', () => {
    for (const [more, piece] of [
      [{ ...second, title: 'what a customer wrote' }, 'f:title:"what a customer wrote"'],
      [{ ...second, thinking: 'what a customer wrote' }, textOf('what a customer wrote')],
      [{ ...second, type: 'what a customer wrote' }, 'f:type:"what a customer wrote"'],
      [{ ...second, text: '', title: 'what a customer wrote' }, 'f:title:"what a customer wrote"'],
      [{ type: 'image', data: 'what a customer wrote' }, 'f:data:"what a customer wrote"'],
    ] as const) {
      assert.ok(wholes([first, more]).includes(piece), piece)
    }
  })

  it('is not changed by marks for a provider’s cache', () => {
    const cached = { ...first, cache_control: { type: 'ephemeral', ttl: '1h' } }
    assert.deepEqual(wholes([cached, second]), wholes([first, second]))
    assert.deepEqual(wholes([cached]), wholes([first]))
  })
})

describe('a picture', () => {
  const url = 'data:image/png;base64,AAAA'

  it('is its bytes, whatever the API wraps them in', () => {
    for (const block of [
      { type: 'image_url', image_url: { url, detail: 'low' } },
      { type: 'input_image', image_url: url },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
    ]) {
      assert.deepEqual(wholes([block]), [textOf('AAAA')])
    }
  })

  it('is not its bytes alone where anything beside them may be a text', () => {
    for (const block of [
      { type: 'image', image_url: { url, detail: 'what a customer wrote' } },
      { type: 'image', image_url: { url, more: 'what a customer wrote' } },
      { type: 'image', image_url: 'data:what/acustomerwrote;base64,AAAA' },
      { type: 'image', 'what a customer wrote': url },
    ]) {
      const [piece = '', ...others] = wholes([block])
      assert.match(piece, /what.a.?customer.?wrote/)
      assert.deepEqual(others, [])
    }
  })
})
