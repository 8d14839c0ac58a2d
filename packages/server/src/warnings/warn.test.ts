// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { warnings } from './names.ts'
import { lineOf } from './warn.ts'

const at = new Date('2026-11-22T10:00:00Z')

function systemError(): unknown {
  try {
    return readFileSync('/no/such/file')
  } catch (error) {
    return error
  }
}

describe('a warning', () => {
  it('is one line of text, that says what happened, to what, and where', () => {
    const line = lineOf('notice-unsent', { case: 'case-1', error: new TypeError('x') }, { format: 'text', at })
    assert.match(
      line,
      /^2026-11-22T10:00:00\.000Z notice-unsent: a reviewer .* \(case case-1\); TypeError at warn\.test\.ts:\d+/,
    )
  })

  it('is one object of JSON for whoever collects lines', () => {
    const line = lineOf('store-lost', {}, { format: 'json', at })
    assert.deepEqual(JSON.parse(line), {
      at: '2026-11-22T10:00:00.000Z',
      event: 'warning',
      warning: 'store-lost',
      text: warnings['store-lost'],
    })
  })

  it('tells nothing that was asked or answered, which the messages of errors repeat (P7)', () => {
    const parsing = (): unknown => {
      try {
        return JSON.parse('SECRET of a customer')
      } catch (error) {
        return error
      }
    }
    const error = Object.assign(new Error('550 <secret@customer.example>', { cause: parsing() }), { code: 'EENVELOPE' })
    for (const format of ['text', 'json'] as const) {
      const line = lineOf('notice-unsent', { error }, { format, at })
      assert.doesNotMatch(line, /secret/i)
      assert.match(line, /EENVELOPE.*SyntaxError/)
    }
  })

  it('tells what the system says, as that is what one has to mend', () => {
    assert.match(lineOf('stop-file-unwritable', { error: systemError() }, { format: 'text', at }), /ENOENT.*no\/such/)
  })

  it('stays one line, of a bounded length, whatever it is given', () => {
    const loop = new Error('x')
    loop.cause = loop
    const names = ['a\nb', '\u2028', '\u001b[31m', '\ud800', 'x'.repeat(10_000)]
    for (const name of names) {
      const line = lineOf('witness-refused', { witness: name, error: loop }, { format: 'text', at })
      assert.match(line, /^[^\n\r\u2028\u001b]{1,2000}$/)
    }
  })

  it('says in the reference what to do', () => {
    const told = readFileSync(new URL('../../../../docs/reference/telemetry.md', import.meta.url), 'utf8')
    for (const name of Object.keys(warnings)) assert.ok(told.includes(`\`${name}\``), name)
  })

  it('goes to the error stream in the form that was set', () => {
    const program = `import { warn } from '${new URL('./index.ts', import.meta.url)}'; warn('store-answers')`
    const said = (SLUIS_WARNINGS: string): string =>
      spawnSync(process.execPath, ['--input-type=module', '-e', program], {
        cwd: fileURLToPath(new URL('.', import.meta.url)),
        env: { SLUIS_WARNINGS },
        encoding: 'utf8',
      }).stderr
    assert.equal(JSON.parse(said('json')).warning, 'store-answers')
    assert.match(said(''), /store-answers: the store answers again\n$/)
  })
})
