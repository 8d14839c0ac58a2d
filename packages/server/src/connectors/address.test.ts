// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { mailAddress } from './address.ts'

describe('a mail address', () => {
  it('is taken when it is plain, in lower case', () => {
    assert.equal(mailAddress('Info@Bakker.example'), 'info@bakker.example')
    for (const address of ["o'brien+x_y-z.1@sub.bakker-2.example", 'a@xn--bcher-kva.example', '1@2.nl']) {
      assert.equal(mailAddress(address), address)
    }
  })

  it('is refused when it is anything else', () => {
    const tricks = [
      '',
      '@',
      'a@',
      '@b.example',
      'a@b',
      'a@b.1',
      'a@[127.0.0.1]',
      'a@b..example',
      'a@b.example.',
      'a@-b.example',
      '.a@b.example',
      'a..b@b.example',
      ' a@b.example',
      'a@b.example ',
      'Bakker <a@b.example>',
      '<a@b.example>',
      'a@b.example,c@d.example',
      'a@b.example;c@d.example',
      'team:a@b.example;',
      'a@b.example(c@d.example)',
      '"a b"@b.example',
      '"a@evil.example"@b.example',
      'a@evil.example@b.example',
      'a%evil.example@b.example',
      'evil.example!a@b.example',
      'a@b.example\r\nBcc: c@d.example',
      'a@b.example\u0000',
      'a@b.\u0435xample',
      '\u0430@b.example',
      'a@b\u3002example',
      'a\u200b@b.example',
      'ａ@b.example',
      'a@K.example'.replace('K', '\u212a'),
      `${'a'.repeat(65)}@b.example`,
      `a@${'b'.repeat(64)}.example`,
      `a@${'b.'.repeat(125)}example`,
    ]
    for (const trick of tricks) assert.equal(mailAddress(trick), undefined, JSON.stringify(trick))
  })

  it('never holds anything that a header or an envelope could read as more', () => {
    const alphabet = fc.constantFrom(...'aB0.@-+_%!<>,;:"()[] \r\n\\\u0430'.split(''))
    fc.assert(
      fc.property(
        fc.array(alphabet, { maxLength: 20 }).map((parts) => parts.join('')),
        (text) => {
          const address = mailAddress(text)
          if (address !== undefined) assert.match(address, /^[a-z0-9.+_'-]+@[a-z0-9.-]+$/)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
