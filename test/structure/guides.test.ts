// SPDX-License-Identifier: EUPL-1.2
// What people read leads somewhere: every link between the pages, and every command with its options.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { it } from 'node:test'
import { checkParsePolicySet } from '@cedar-policy/cedar-wasm/nodejs'
import { parseDocument } from 'yaml'

const root = join(import.meta.dirname, '../..')
const pages = globSync(['*.md', 'docs/**/*.md', 'policies/**/*.md', 'packages/*/README.md', 'examples/**/*.md'], {
  cwd: root,
}).sort()
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8')

/** The anchors of a page, as its headings get them. */
function anchorsIn(page: string): ReadonlySet<string> {
  const headings = [...textOf(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading)
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/ /g, '-'),
    ),
  )
}

it('every link between pages leads to a page, and to a heading on it', () => {
  const broken = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\((?![a-z]+:)([^)\s#]*)(?:#([^)\s]+))?\)/g)].flatMap(([, path = '', anchor]) => {
      const target = path === '' ? page : relative(root, join(root, dirname(page), path))
      if (!existsSync(join(root, target))) return [`${page}: ${path}`]
      return anchor === undefined || anchorsIn(target).has(anchor) ? [] : [`${page}: ${path}#${anchor}`]
    }),
  )
  assert.deepEqual(broken, [])
})

it('every page that the software sends somebody to is there', () => {
  const sources = globSync(['packages/*/src/**/*.{ts,tsx}', 'examples/**/*.ts', 'examples/service/*'], { cwd: root })
  const named = sources.flatMap((file) =>
    [...textOf(file).matchAll(/\bdocs\/[a-z/]+\/[a-z0-9-]+\.md/g)].map(([page]) => page),
  )
  assert.ok(named.length > 20)
  assert.deepEqual(
    named.filter((page) => !existsSync(join(root, page))),
    [],
  )
})

it('every guide is there in both languages, part for part, and the README leads to both', () => {
  const guidesIn = (cell: string, language: string): readonly string[] =>
    [...cell.matchAll(/\]\((docs\/guide\/([a-z]+)\/[a-z-]+\.md)/g)].flatMap(([, page = '', found]) =>
      found === language ? [page] : [],
    )
  const pairs = textOf('README.md')
    .split('\n')
    .flatMap((row) => {
      const [, , english = '', dutch = ''] = row.split('|')
      const twins = guidesIn(dutch, 'nl')
      return guidesIn(english, 'en').map((page, at) => [page, twins[at] ?? 'none'] as const)
    })
  assert.ok(pairs.length > 19)
  const led = new Set(pairs.flat())
  assert.deepEqual(
    pages.filter((page) => page.startsWith('docs/guide/') && !led.has(page)),
    [],
  )
  const shape = (page: string): readonly string[] => textOf(page).match(/^(#+|\s*```[a-z]*|\||- |\d\. )/gm) ?? []
  for (const [english, dutch] of pairs) assert.deepEqual(shape(dutch), shape(english), `${english} and ${dutch}`)
})

/** One use of the command on a page: the words that name it, and the options. */
interface Use {
  readonly page: string
  readonly named: string
  readonly options: readonly string[]
}

const groups = new Set(['policy', 'keys', 'tools', 'systems', 'incidents', 'drill'])

function usesIn(page: string): readonly Use[] {
  return [...textOf(page).matchAll(/(?:npx |`)sluis ([a-z][^`\n#|]*)/g)].map(([, line = '']) => {
    const words = line.split(/\s+/).map((word) => word.replace(/[.,;:)…]+$/, ''))
    const [command = '', sub = ''] = words
    const options = words.filter((word) => /^--[a-z]/.test(word) && word !== '--lang')
    return { page, named: groups.has(command) && /^[a-z][a-z-]*$/.test(sub) ? `${command} ${sub}` : command, options }
  })
}

/** What each command says of itself, from one process for all. */
function helpsOf(commands: ReadonlySet<string>): ReadonlyMap<string, string> {
  const program = `
    import { sluisCommand } from '${new URL('../e2e/run-command.ts', import.meta.url)}'
    for (const command of ${JSON.stringify([...commands])}) {
      console.log('=== ' + command)
      const words = command.split(' ')
      console.log((await sluisCommand({}, words[0] === 'help' ? words : [...words, '--help'])).text)
    }`
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  const parts = told.split(/^=== /m).slice(1)
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part]))
}

it('every command that a page tells is there, with the options that it is told with', () => {
  const uses = pages
    // What a decision or an older version was about may have another name since.
    .filter((page) => !page.startsWith('docs/adr/') && page !== 'CHANGELOG.md')
    .flatMap(usesIn)
    .filter(({ named }) => named !== 'help')
  assert.ok(uses.length > 100)
  const helps = helpsOf(new Set(uses.map(({ named }) => named)))
  const wrong = uses.flatMap(({ page, named, options }) => {
    const help = helps.get(named) ?? ''
    // What stands after the name of a group may be the id of something that the group shows.
    const takesId = help.includes(`sluis ${named.split(' ')[0]} [options] [command] [`)
    if (!help.includes(`sluis ${named} [options]`) && !takesId) return [`${page}: sluis ${named}`]
    return options.filter((option) => !help.includes(`${option} `)).map((option) => `${page}: sluis ${named} ${option}`)
  })
  assert.deepEqual([...new Set(wrong)], [])
})

it('every rule and every piece of YAML that a page shows can be read as it stands', () => {
  const shown = (page: string, language: string): readonly string[] =>
    [...textOf(page).matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\``, 'gm'))].map(
      ([, text = '']) => text,
    )
  const rules = pages.flatMap((page) => shown(page, 'cedar').map((text) => ({ page, text })))
  assert.ok(rules.length > 8)
  for (const { page, text } of rules) {
    assert.deepEqual(checkParsePolicySet({ staticPolicies: text }), { type: 'success' }, `${page}: ${text}`)
  }
  const files = pages.flatMap((page) => shown(page, 'yaml').map((text) => ({ page, text })))
  assert.ok(files.length > 20)
  // A page may show one key twice: this or that.
  const read = (text: string) => parseDocument(text, { uniqueKeys: false }).errors
  for (const { page, text } of files) assert.deepEqual(read(text), [], `${page}: ${text}`)
})

it('the help of a command inside a group is its own, whichever way it is asked', () => {
  const asked = helpsOf(new Set(['help policy test', 'policy test', 'help policy']))
  const pageOf = (name: string): string => (asked.get(name) ?? '').split('\n').slice(1).join('\n')
  assert.match(pageOf('help policy test'), /sluis policy test .*<cases>/)
  assert.equal(pageOf('help policy test'), pageOf('policy test'))
  assert.match(pageOf('help policy'), /Commands:/)
})
