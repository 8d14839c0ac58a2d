// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BoundaryError } from './errors.ts'
import { inspect } from './inspect.ts'
import { BUILT_IN_KINDS, type FindingKind } from './kinds.ts'
import { Pseudonyms, restore } from './pseudonyms.ts'
import { maskOf } from './replace.ts'
import { pseudonymised, redacted, replaced } from './testing/replaced.ts'

const TEXT = 'Jan (BSN 123456782) mailde jan@example.com over NL91 ABNA 0417 1643 00 en kaart 4111 1111 1111 1111.'

const mask = (text: string, kinds: readonly FindingKind[]): string => replaced(text, kinds, maskOf)

describe('redact', () => {
  it('replaces the kinds it was told and nothing else', () => {
    assert.equal(
      redacted(TEXT, ['bsn', 'email']),
      'Jan (BSN [bsn removed]) mailde [email removed] over NL91 ABNA 0417 1643 00 en kaart 4111 1111 1111 1111.',
    )
  })

  it('leaves nothing of these kinds to find, and changes its own result no more', () => {
    const text = redacted(TEXT, BUILT_IN_KINDS)
    assert.deepEqual(inspect(text), [])
    assert.equal(redacted(text, BUILT_IN_KINDS), text)
  })

  it('does not take its markers for words about the numbers next to them', () => {
    const text = redacted('kaart 4111 1111 1111 1111 12345672; nr 123456782, 12345672', ['payment-card', 'bsn'])
    assert.equal(text, 'kaart [payment-card removed] 12345672; nr [bsn removed], 12345672')
    assert.deepEqual(inspect(text), [])
    assert.deepEqual(inspect('[bsn removed] 12345672 [date-of-birth removed] 1-2-1980 [payment-card removed]'), [])
    assert.deepEqual(inspect('[bsn:bcdfghjkmnpq] 12345672'), [])
  })

  it('replaces both of two kinds that overlap', () => {
    const text = redacted('0612345678@example.com!', ['email', 'phone'])
    assert.equal(text, '[email removed]!')
    assert.equal(redacted('0612345678@example.com!', ['phone']), '[phone removed]@example.com!')
  })
})

describe('mask', () => {
  it('shows only the end of a number and the frame of an address', () => {
    assert.equal(
      mask(TEXT, ['bsn', 'email', 'iban', 'payment-card']),
      'Jan (BSN ******782) mailde j***@example.com over **** **** **** **43 00 en kaart **** **** **** 1111.',
    )
  })

  it('shows nothing of what was encoded or disguised', () => {
    assert.equal(mask('bsn MTIzNDU2Nzgy en １２３４５６７８２', ['bsn']), 'bsn *** en ***')
  })

  it('leaves nothing of these kinds to find', () => {
    assert.deepEqual(inspect(mask(TEXT, BUILT_IN_KINDS)), [])
  })
})

describe('pseudonyms', () => {
  const key = new Uint8Array(32).fill(1)

  it('are the same for the same value in one run and others in another', () => {
    const run = new Pseudonyms(key)
    const first = pseudonymised('123456782 en 123456782', ['bsn'], run)
    assert.match(first, /^(\[bsn:[a-z]{12}\]) en \1$/)
    assert.equal(pseudonymised('bsn 123456782', ['bsn'], run), `bsn ${first.slice(0, 18)}`)
    assert.notEqual(pseudonymised('123456782', ['bsn'], new Pseudonyms(new Uint8Array(32))), first.slice(0, 18))
  })

  it('are put back exactly as they were written', () => {
    const run = new Pseudonyms(key)
    const text = pseudonymised(TEXT, ['bsn', 'email'], run)
    assert.ok(!text.includes('123456782') && !text.includes('jan@'))
    assert.equal(restore(text, run), TEXT)
  })

  it('carry nothing to find', () => {
    assert.deepEqual(inspect(pseudonymised(TEXT, BUILT_IN_KINDS, new Pseudonyms(key))), [])
  })

  it('stand again in another process that knows the table', () => {
    const run = new Pseudonyms(key)
    const text = pseudonymised(TEXT, ['bsn', 'email'], run)
    const other = new Pseudonyms(key)
    for (const { kind, text, isNumber } of run.originals()) other.of(kind, text, isNumber)
    assert.equal(restore(text, other), TEXT)
  })

  it('that nobody gave stay as they are', () => {
    assert.equal(restore('[bsn:bcdfghjkmnpq] [bsn] [x', new Pseudonyms(key)), '[bsn:bcdfghjkmnpq] [bsn] [x')
  })

  it('need a key of sixteen bytes', () => {
    assert.throws(
      () => new Pseudonyms(new Uint8Array(15)),
      (error) => error instanceof BoundaryError && error.code === 'bad-key',
    )
  })
})
