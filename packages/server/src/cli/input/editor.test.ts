// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { CliError } from '../error.ts'
import { sayIn } from '../language.ts'
import type { Terminal } from '../terminal.ts'
import { editInEditor } from './editor.ts'

const before = { to: ['jan@klant.example'], text: 'Betaal.' }

function terminalWith(editor: string | undefined, isAttended = true): Terminal {
  const nothing = (): void => undefined
  return {
    language: 'en',
    say: sayIn('en'),
    environment: { EDITOR: editor },
    command: 'sluis',
    isAttended,
    out: nothing,
    warn: nothing,
    json: nothing,
    exitWith: nothing,
  }
}

async function refusalOf(editor: string | undefined, isAttended?: boolean): Promise<CliError> {
  try {
    await editInEditor('case-1', before, terminalWith(editor, isAttended))
  } catch (error) {
    if (error instanceof CliError) return error
    throw error
  }
  throw new assert.AssertionError({ message: 'nothing was refused' })
}

const folder = mkdtempSync(join(tmpdir(), 'sluis-editor-'))
process.env.TMPDIR = folder
after(() => rmSync(folder, { recursive: true }))

describe('editing in an editor', () => {
  it('gives what the person wrote, by an editor with options, and leaves nothing behind', async () => {
    const edited = await editInEditor('case-1', before, terminalWith(`sed -i -e 's/Betaal/Betaal graag/' --`))
    assert.deepEqual(edited, { ...before, text: 'Betaal graag.' })
    assert.deepEqual(readdirSync(folder), [])
  })

  it('shows an editor nothing that turns or hides text, and takes it back as it was', async () => {
    const hostile = { ...before, subject: 'a\u202efdp.exe\u3164\u009b2J\u{e0041}' }
    const shown = `sh -c 'LC_ALL=C grep -c "[^ -~]" "$0" > ${join(folder, 'odd')}; true'`
    assert.deepEqual(await editInEditor('case-1', hostile, terminalWith(shown)), hostile)
    assert.equal(readFileSync(join(folder, 'odd'), 'utf8').trim(), '0')
    rmSync(join(folder, 'odd'))
  })

  it('keeps what can not be read where only its writer can, and says where', async () => {
    const refusal = await refusalOf(`sed -i -e 's/}/,/' --`)
    const [, file = ''] = /Your text is still in (\S+);/.exec(refusal.message) ?? []
    assert.match(readFileSync(file, 'utf8'), /Betaal/)
    assert.deepEqual([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777], [0o600, 0o700])
    assert.equal(refusal.code, 'unusable')
    assert.match(refusal.message, /This is no valid JSON/)
  })

  it('sends nothing when the editor failed', async () => {
    const refusal = await refusalOf('false')
    assert.match(refusal.message, /^The editor failed; nothing was sent\./)
    const [, file = ''] = /Your text is still in (\S+);/.exec(refusal.message) ?? []
    assert.ok(existsSync(file))
  })

  it('opens no editor where nobody sits', async () => {
    assert.equal((await refusalOf('vi', false)).code, 'misused')
    assert.equal((await refusalOf(undefined)).code, 'misused')
  })
})
