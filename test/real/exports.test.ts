// SPDX-License-Identifier: EUPL-1.2
// Papers as PDF, read back by a reader that is not ours: Debian's poppler-utils.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { exportKinds, exportOf, isExportKind } from '../../packages/server/src/register/exports/kinds.ts'
import { hostile } from '../../packages/server/src/register/exports/testing/documents.ts'
import { fullPortrait, portraitWith } from '../../packages/server/src/register/exports/testing/portraits.ts'

const isMissing = !existsSync('/usr/bin/pdftotext')
const folder = mkdtempSync(join(tmpdir(), 'sluis-pdf-'))

function poppler(tool: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(`/usr/bin/${tool}`, args, { encoding: 'utf8', timeout: 60_000 })
  assert.equal(status, 0, stderr)
  assert.equal(stderr, '', 'the file has nothing that a reader warns of')
  return stdout
}

describe('papers as PDF', { skip: isMissing ? 'poppler-utils is not here' : false }, () => {
  after(() => rmSync(folder, { recursive: true }))

  it('open in a reader of somebody else, tagged and in their language, with all that they say', async () => {
    for (const kind of Object.keys(exportKinds).filter(isExportKind)) {
      if (!exportKinds[kind].some((format) => format === 'pdf')) continue
      const wish = { kind, format: 'pdf', language: 'nl' } as const
      for (const portrait of [fullPortrait(), portraitWith()]) {
        const file = join(folder, `${kind}.pdf`)
        writeFileSync(file, (await exportOf(portrait, wish)).content)
        const about = poppler('pdfinfo', file)
        assert.match(about, /Tagged: +yes/, kind)
        assert.match(about, /JavaScript: +no/, kind)
        const text = poppler('pdftotext', '-layout', file, '-')
        assert.match(text, /Hoe ver dit reikt/, kind)
        assert.match(text, /Wat nog ontbreekt/, kind)
        assert.match(text, /Bladzijde 1 van \d+/, kind)
        const tree = poppler('pdfinfo', '-struct', file)
        for (const tag of ['Document', 'H1', 'H2', 'P (block)', 'L (block)'])
          assert.ok(tree.includes(tag), `${kind}: ${tag}`)
      }
    }
  })

  it('are not broken by a text', async () => {
    for (const [at, value] of hostile.entries()) {
      const file = join(folder, `hostile-${at}.pdf`)
      const portrait = fullPortrait(() => value)
      writeFileSync(file, (await exportOf(portrait, { kind: 'iama', format: 'pdf', language: 'en' })).content)
      assert.match(poppler('pdfinfo', file), /JavaScript: +no/)
      assert.match(poppler('pdftotext', file, '-'), /Fundamental rights/)
    }
  })
})
