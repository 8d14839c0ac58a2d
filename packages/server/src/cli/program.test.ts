// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { examples } from './examples.ts'
import { type Language, sayIn } from './language.ts'
import { runCommand } from './program.ts'

/** One command line that speaks to no server: what it warned of, and how it ended. */
const run = (language: Language, ...args: readonly string[]) => runIn({}, language, ...args)

async function runIn(
  environment: Readonly<Record<string, string>>,
  language: Language,
  ...args: readonly string[]
): Promise<{ code: number; lines: readonly string[] }> {
  const lines: string[] = []
  let code = 0
  await runCommand(args, {
    language,
    say: sayIn(language),
    environment,
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

describe('a stop that reaches nobody', () => {
  // At port 9 (discard) nothing listens.
  it('says how to stop past a proxy that is down, and only where there is one', async () => {
    const environment = { SLUIS_KEY: 'slp_x', SLUIS_DESK_URL: 'https://127.0.0.1:9' }
    const { code, lines } = await runIn(environment, 'en', 'stop', '--all')
    assert.equal(code, 1)
    assert.match(lines.at(-2) ?? '', /^Nothing was stopped\./)
    assert.match(lines.at(-1) ?? '', /^On the machine itself it needs no proxy: .* --url http:\/\/127\.0\.0\.1:8485$/)
    const here = { SLUIS_KEY: 'slp_x', SLUIS_DESK_PORT: '9' }
    assert.match((await runIn(here, 'nl', 'stop', '--all')).lines.at(-1) ?? '', /^Er is niets gestopt\./)
  })
})

describe('a command line that is not understood', () => {
  const lines = [
    [['reject', 'case-1'], 'npx sluis reject --help'],
    [['tools', 'admit', '--write', 'x'], 'npx sluis tools admit --help'],
    [['policy', 'chec'], 'npx sluis policy --help'],
    [['--lang', 'en', 'cases', '--al'], 'npx sluis cases --help'],
    [['nonsense'], 'npx sluis --help'],
    [['help', 'stopp'], 'npx sluis --help'],
  ] as const
  for (const [args, page] of lines) {
    it(`${args.join(' ')}: ends with 2, and names the page that explains it as one types it here`, async () => {
      const { code, lines } = await run('en', ...args)
      assert.equal(code, 2)
      assert.equal(lines.at(-1), `See: ${page}`)
    })
  }

  it('says of a command that there is not that there is none, also when it is asked for its page', async () => {
    const { lines } = await run('en', 'help', 'stopp')
    assert.equal(lines[0], 'There is no command "stopp".')
    assert.match(lines[1] ?? '', /^Did you mean .*\bstop\b/)
  })

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

/** A page as it is printed. */
async function page(language: Language, ...words: readonly string[]): Promise<string> {
  return `${(await run(language, ...words, '--help')).lines.join('\n')}\n`
}

describe('the page of a command', () => {
  for (const example of examples) {
    it(`shows how to write it, with options that it has: ${example}`, async () => {
      const words = example.split(' ')
      const text = await page(
        'en',
        ...words.slice(
          0,
          words.findIndex((word) => /[^a-z-]|^--/.test(word)),
        ),
      )
      assert.ok(text.includes(`\nExample:\n  npx sluis ${example}\n`), text)
      for (const option of words.filter((word) => word.startsWith('--')))
        assert.match(text, new RegExp(`^  ${option}\\b`, 'm'))
    })
  }

  it('says so in Dutch', async () => {
    assert.match(await page('nl', 'erase'), /\nVoorbeeld:\n {2}npx sluis erase customer:10023 --basis/)
  })
})
