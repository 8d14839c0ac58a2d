// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Language, sayIn } from './language.ts'
import { runCommand } from './program.ts'

/** One command line that speaks to no server: what it warned of, and how it ended. */
async function run(
  language: Language,
  ...args: readonly string[]
): Promise<{ code: number; lines: readonly string[] }> {
  const lines: string[] = []
  let code = 0
  await runCommand(args, {
    language,
    say: sayIn(language),
    environment: {},
    command: 'npx sluis',
    isAttended: false,
    out: (...more) => void lines.push(...more),
    warn: (...more) => void lines.push(...more),
    json: () => undefined,
    exitWith: (given) => {
      code = given
    },
  })
  return { code, lines }
}

describe('a command line that is not understood', () => {
  const lines = [
    [['reject', 'case-1'], 'npx sluis reject --help'],
    [['tools', 'admit', '--write', 'x'], 'npx sluis tools admit --help'],
    [['policy', 'chec'], 'npx sluis policy --help'],
    [['--lang', 'en', 'cases', '--al'], 'npx sluis cases --help'],
    [['nonsense'], 'npx sluis --help'],
  ] as const
  for (const [args, page] of lines) {
    it(`${args.join(' ')}: ends with 2, and names the page that explains it as one types it here`, async () => {
      const { code, lines } = await run('en', ...args)
      assert.equal(code, 2)
      assert.equal(lines.at(-1), `See: ${page}`)
    })
  }

  it('is told so in Dutch too', async () => {
    assert.deepEqual((await run('nl', 'reject', 'case-1')).lines, [
      'Deze optie is nodig: --reason <text>',
      'Zie: npx sluis reject --help',
    ])
  })

  for (const args of [
    ['verify', '.', '--key', 'shop+1'],
    ['restore', '.', '--key', 'shop+1'],
  ]) {
    it(`${args[0]}: says in both languages what a verifier key looks like`, async () => {
      const [nl, en] = [await run('nl', ...args), await run('en', ...args)]
      assert.deepEqual([nl.code, en.code], [2, 2])
      assert.match(nl.lines[0] ?? '', /^--key is geen controlesleutel\. Geef de hele regel/)
      assert.match(en.lines[0] ?? '', /^--key is no verifier key\. Give the whole line/)
    })
  }

  for (const args of [
    ['verify', '.', '--against'],
    ['restore', '.', '--known-checkpoint'],
    ['serve', '--organisation', '.', '--known-checkpoint'],
  ]) {
    it(`${args[0]}: says of a file that holds no checkpoint that it is that file, in both languages`, async () => {
      const [nl, en] = [await run('nl', ...args, '/dev/null'), await run('en', ...args, '/dev/null')]
      assert.deepEqual([nl.code, en.code], [2, 2])
      assert.match(nl.lines.join(), /^In \/dev\/null staat geen controlepunt\. Neem een ander/)
      assert.match(en.lines.join(), /^\/dev\/null holds no checkpoint\. Take another one/)
    })
  }
})
