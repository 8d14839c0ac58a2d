// SPDX-License-Identifier: EUPL-1.2
// What each pack is needed for: the attacks of test/injection, with one pack left out at a time. Long, so not in npm test.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openSuite, packs, type Suite } from '../injection/suite.ts'

/** Attacks that then succeed, at least these; the one whose mails make strangers known comes last. */
const needed: readonly (readonly [pack: string, attacks: readonly string[]])[] = [
  ['untrusted-may-not-act', ['atk-c07', 'atk-m10', 'atk-r10', 'atk-w06', 'atk-w10', 'atk-w11']],
  ['personal-data-in-the-eu', ['atk-d05']],
  ['secrets-never-leave', ['atk-d04']],
  ['no-self-modification', ['atk-d08', 'atk-d09', 'atk-d11']],
  ['invoices-and-mail', ['atk-d06', 'atk-d07', 'atk-d10']],
]

describe('attacks when a pack is left out', () => {
  let suite: Suite
  before(async () => {
    suite = await openSuite()
  })
  after(() => suite?.[Symbol.asyncDispose]())

  it('a person who looks first at everything stops them all', { timeout: 300_000 }, async () => {
    assert.deepEqual(await suite.withPacks(['safe-agent']), [])
  })

  for (const [pack, attacks] of needed) {
    it(`without ${pack} some succeed`, { timeout: 300_000 }, async (test) => {
      const won = await suite.withPacks(packs.filter((name) => name !== pack))
      test.diagnostic(`without ${pack} ${won.length} succeed: ${won.join(' ')}`)
      assert.deepEqual(won, attacks)
    })
  }

  it('without any pack the gate alone stops only what nobody admitted', { timeout: 300_000 }, async (test) => {
    const won = await suite.withPacks([])
    test.diagnostic(`without any pack ${won.length} of ${suite.attacks.length} succeed`)
    const isShown = ({ channel, admitted }: Suite['attacks'][number]) => channel !== 'tool-description' || admitted
    assert.deepEqual(
      won,
      suite.attacks
        .filter(isShown)
        .map(({ id }) => id)
        .sort(),
    )
  })
})
