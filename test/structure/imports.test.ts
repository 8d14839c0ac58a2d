// SPDX-License-Identifier: EUPL-1.2
// Who may import whom. The rooms' walls hold because this test reads every import; an exception is a line here.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const server = 'packages/server/src'

/** Rooms that every other may import. */
const common: readonly string[] = ['warnings']

/** The rooms of the server, and which other rooms each may import. The composition root stands above them all. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  warnings: [],
  organisation: [],
  journal: [],
  boundary: [],
  connectors: ['organisation'],
  policy: ['organisation', 'boundary'],
  revision: ['journal', 'organisation', 'policy', 'register'],
  identity: ['journal', 'organisation'],
  stop: ['journal'],
  statements: ['journal', 'organisation'],
  register: ['journal', 'organisation'],
  incidents: ['journal', 'organisation', 'register'],
  subjects: ['journal', 'organisation'],
  exhibits: ['journal', 'organisation'],
  backup: ['journal'],
  witness: ['journal', 'organisation'],
  oversight: ['journal', 'organisation'],
  limits: ['journal', 'organisation'],
  telemetry: [],
  gate: [
    'register',
    'limits',
    'telemetry',
    'journal',
    'organisation',
    'boundary',
    'connectors',
    'policy',
    'identity',
    'stop',
    'oversight',
  ],
  tasks: ['journal', 'organisation', 'identity'],
  api: [
    'register',
    'incidents',
    'subjects',
    'exhibits',
    'limits',
    'telemetry',
    'journal',
    'organisation',
    'policy',
    'identity',
    'stop',
    'oversight',
    'statements',
    'witness',
    'revision',
  ],
  cli: [
    'register',
    'incidents',
    'subjects',
    'limits',
    'journal',
    'organisation',
    'boundary',
    'policy',
    'identity',
    'oversight',
    'statements',
    'api',
    'root',
    'backup',
    'revision',
  ],
}

interface Import {
  readonly from: string
  readonly to: string
}

const anyImport = /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g
/** Of what is loaded with the file: types are gone by then. */
const loadingImport = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^'"]*?from\s*['"]([^'"]+)['"]/g

const sources = globSync('{packages,examples,test,scripts}/**/*.{ts,tsx}', {
  cwd: root,
  exclude: (path) => /(^|\/)(node_modules|dist)(\/|$)/.test(path),
})
const product = sources.filter((file) => file.startsWith('packages/') && !isTest(file))
const imports: readonly Import[] = product.flatMap((file) => importsOf(file))

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/test(ing)?\/|\/test-/.test(file)
}

/** Imports of files of ours, as paths from the root, and of packages by their name. */
function importsOf(file: string, which = anyImport): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(which)
  return [...found].flatMap(([, statement, call]) => {
    const name = statement ?? call ?? ''
    const to = name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name
    return [{ from: file, to }]
  })
}

function roomOf(file: string): string | undefined {
  const inside = file.startsWith(`${server}/`) ? file.slice(server.length + 1) : undefined
  return inside === undefined ? undefined : inside.includes('/') ? inside.split('/', 1)[0] : 'root'
}

/** The folder within its room that a file of the server lies in; undefined for what lies in the room itself. */
function folderOf(file: string): string | undefined {
  const [room, folder, name] = file.startsWith(`${server}/`) ? file.slice(server.length + 1).split('/') : []
  return name === undefined ? undefined : `${room}/${folder}`
}

describe('the rooms', () => {
  it('import only those that they may', () => {
    const breaches = imports.filter(({ from, to }) => {
      const [here, there] = [roomOf(from), roomOf(to)]
      if (here === undefined || there === undefined || here === there || here === 'root') return false
      if (common.includes(there)) return false
      return mayImport[here]?.includes(there) !== true
    })
    assert.deepEqual(breaches, [])
  })

  it('have no leave that they make no use of', () => {
    const used = new Set(imports.map(({ from, to }) => `${roomOf(from)} ${roomOf(to)}`))
    const given = Object.entries(mayImport).flatMap(([here, rooms]) => rooms.map((there) => `${here} ${there}`))
    assert.deepEqual(
      given.filter((leave) => !used.has(leave)),
      [],
    )
  })

  it('are imported by their index and by nothing else of theirs', () => {
    const breaches = imports.filter(({ from, to }) => {
      const [here, there] = [roomOf(from), roomOf(to)]
      if (there === undefined || there === 'root' || here === there) return false
      // The sequencer's thread needs the folds, and the lines of lists, and not the rooms.
      if (from === `${server}/projections.ts` && /\/(projection|briefs)\.ts$/.test(to)) return false
      return !to.endsWith(`${there}/index.ts`)
    })
    assert.deepEqual(breaches, [])
  })

  it('have folders of which none rests on another that rests on it', () => {
    // A route is asked which models' APIs can say this: a wall there would be a layer for one question.
    const known = [`${server}/gate/decision/route.ts`]
    const inner = new Map<string, Set<string>>()
    for (const file of product) {
      const here = folderOf(file)
      if (here === undefined || known.includes(file)) continue
      const rests = inner.get(here) ?? new Set<string>()
      inner.set(here, rests)
      for (const { to } of importsOf(file, loadingImport)) {
        const there = folderOf(to)
        if (there !== undefined && there !== here && roomOf(to) === roomOf(file)) rests.add(there)
      }
    }
    const restsOn = (folder: string, seen = new Set<string>()): ReadonlySet<string> => {
      for (const next of inner.get(folder) ?? []) if (!seen.has(next)) restsOn(next, seen.add(next))
      return seen
    }
    assert.ok(inner.size > 20)
    assert.deepEqual(
      [...inner.keys()].filter((folder) => restsOn(folder).has(folder)),
      [],
    )
  })

  it('stay out of the thread that owns the log: it has the journal, the folds, and no library but the database’s', () => {
    const loaded = new Set([`${server}/projections.ts`, `${server}/journal/sequencer/worker.ts`])
    const libraries = new Set<string>()
    for (const file of loaded) {
      for (const { to } of importsOf(file, loadingImport)) {
        if (sources.includes(to)) loaded.add(to)
        else if (!to.startsWith('node:')) libraries.add(to)
      }
    }
    const rooms = [...loaded].filter((file) => file.endsWith('/index.ts'))
    assert.deepEqual(rooms.sort(), [`${server}/journal/index.ts`, `${server}/warnings/index.ts`])
    assert.deepEqual([...libraries].sort(), ['@sluis/log', 'pg'])
  })

  it('print nothing by themselves: what a server has to say has a name (warnings)', () => {
    const printing = ['cli', 'telemetry', 'warnings']
    const breaches = product.filter((file) => {
      const room = roomOf(file)
      if (room === undefined || printing.includes(room)) return false
      return /console\.(log|warn|error|info)|process\.std(out|err)/.test(readFileSync(join(root, file), 'utf8'))
    })
    assert.deepEqual(breaches, [])
  })

  it('open with an index that says who may import them', () => {
    for (const room of Object.keys(mayImport)) {
      const index = join(root, server, room, 'index.ts')
      assert.ok(existsSync(index), `${room} has an index.ts`)
      const [licence, ...lines] = readFileSync(index, 'utf8').split('\n')
      assert.equal(licence, '// SPDX-License-Identifier: EUPL-1.2')
      const comment = lines
        .slice(
          0,
          lines.findIndex((line) => !line.startsWith('//')),
        )
        .join(' ')
      assert.match(comment, /import/, `${room} says who may import it`)
      if (/\b(any|every) room/.test(comment)) continue
      const others = Object.keys(mayImport).filter((other) => mayImport[other]?.includes(room) === true)
      for (const other of others) {
        assert.match(comment, new RegExp(`\\b${other}\\b`, 'i'), `${room} says that ${other} may import it`)
      }
    }
  })

  it('are all on the list', () => {
    const rooms = new Set(product.map(roomOf).filter((room) => room !== undefined && room !== 'root'))
    assert.deepEqual([...rooms].sort(), Object.keys(mayImport).sort())
  })
})

describe('the packages', () => {
  // What only Node has (reading a directory, the command line) stands in `src/node`, which the rest never imports.
  it('that are pure import nothing but themselves', () => {
    for (const name of ['log', 'ai-act']) {
      const own = imports.filter(({ from }) => from.startsWith(`packages/${name}/src/`) && !from.includes('/src/node/'))
      assert.ok(own.length > 0)
      assert.deepEqual(
        own.filter(({ to }) => !to.startsWith(`packages/${name}/src/`)),
        [],
        name,
      )
    }
  })

  it('of the Desk know nothing of the server', () => {
    const outside = imports.filter(
      ({ from, to }) => from.startsWith('packages/desk/') && /^packages\/(?!desk)/.test(to),
    )
    assert.deepEqual(outside, [])
  })

  it('read nothing outside the repository', () => {
    for (const file of product) assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), /\.\.\/shared/, file)
  })
})

it('every source file opens with its licence', () => {
  const without = sources.filter(
    (file) => !/^(#!.*\n)?(\/\/|\/\*) SPDX-License-Identifier: EUPL-1\.2/.test(readFileSync(join(root, file), 'utf8')),
  )
  assert.deepEqual(without, [])
})
