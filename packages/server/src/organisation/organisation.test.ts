// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadOrganisation, OrganisationError, tellProblem, zonesOf } from './index.ts'

const example = fileURLToPath(new URL('../../../../examples/weekly-report/', import.meta.url))
const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A copy of the example with one file changed. */
function changed(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-organisation-'))
  folders.push(folder)
  for (const part of ['books', 'organisation']) cpSync(join(example, part), join(folder, part), { recursive: true })
  const path = join(folder, 'organisation', file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  return join(folder, 'organisation')
}

function problemsOf(file: string, change: (text: string) => string): readonly string[] {
  try {
    loadOrganisation(changed(file, change))
    return []
  } catch (error) {
    assert.ok(error instanceof OrganisationError)
    return error.problems.map((problem) => tellProblem(problem, 'en'))
  }
}

describe('an organisation as files', () => {
  it('loads the example, with tools under the names that agents see', () => {
    const organisation = loadOrganisation(join(example, 'organisation'))
    assert.deepEqual([...organisation.tools.keys()], ['books_list_directory', 'books_read_text_file', 'mail_send'])
    assert.equal(organisation.bodies.get('finance')?.expiresAfter, 8 * 3_600_000)
    assert.equal(organisation.policies.length, 1)
  })

  it('has another digest as soon as one letter of one file is another', () => {
    const before = loadOrganisation(join(example, 'organisation')).digest
    const after = loadOrganisation(
      changed('systems/weekly-report.yaml', (text) => text.replace('Prepares', 'prepares')),
    ).digest
    assert.notEqual(after, before)
  })

  it('names file, line and column of what does not fit', () => {
    assert.deepEqual(
      problemsOf('organisation.yaml', (text) => text.replace('roles: [owner]', 'roles: [boss]')),
      ['organisation.yaml:10:74: people.roles: choose one of: owner, operator, reviewer, auditor'],
    )
  })

  it('says in plain words what a value must become', () => {
    for (const [file, from, to, expected] of [
      ['organisation.yaml', /^name:.*$/m, '', 'organisation.yaml:3:1: name: missing'],
      ['organisation.yaml', /^name:/m, 'keepLogs: 6m\nname:', 'as in 90d; 186d is six months'],
      ['organisation.yaml', /^name:/m, 'keepLogs: 90\nname:', 'as in 90d; 186d is six months'],
      ['organisation.yaml', 'expiresAfter: 8h', 'expiresAfter: 8', 'as in 8h for eight hours'],
      ['organisation.yaml', 'email: omar@verhage.example', 'email: omar', 'people.email: use a mail address'],
      ['providers.yaml', 'asOf: 2026-11-22', 'asOf: 22-11-2026', 'asOf: write a day, as in 2026-11-22'],
      ['providers.yaml', 'api: openai', 'api: chatgpt', 'api: this must be: openai'],
      ['tools.yaml', 'kind: mcp-stdio', 'kind: mcp', 'kind: choose one of: mcp-stdio, mcp-http, mail'],
      ['tasks/weekly-report.yaml', /^schedule:.*$/m, 'schedule: monday', ': 0 8 * * 1 is each Monday at eight'],
      ['tasks/weekly-report.yaml', 'maxSteps: 40', 'maxSteps: lots', 'maxSteps: this should be a number'],
    ] as const) {
      const problems = problemsOf(file, (text) => text.replace(from, to))
      assert.ok(
        problems.some((problem) => problem.endsWith(expected)),
        `${expected}\n${problems.join('\n')}`,
      )
    }
  })

  it('refuses unknown fields, broken YAML, doubled keys and aliases', () => {
    for (const [change, expected] of [
      [(text: string) => `${text}\nsurprise: 1\n`, /nothing here is called surprise; take it out or mend the spelling/],
      [(text: string) => text.replace('people:', 'people: ['), /organisation\.yaml:\d+:\d+/],
      [(text: string) => `${text}\nid: twice\n`, /this field is there already/],
      [(text: string) => text.replace('language: nl', 'language: &a nl\npublicLog: *a'), /alias/],
    ] as const) {
      assert.match(problemsOf('organisation.yaml', change).join('\n'), expected)
    }
  })

  it('refuses what is read otherwise than it looks: another version of YAML, or a tag that nobody knows', () => {
    for (const [change, expected] of [
      [(text: string) => `%YAML 1.1\n---\n${text}`, /organisation\.yaml:1:1: take out the line that begins with %/],
      [(text: string) => `%NAME x\n---\n${text}`, /organisation\.yaml:1:\d+: take out the line that begins with %/],
      [(text: string) => text.replace('language: nl', 'language: !!js/function nl'), /begins with a sign/],
    ] as const) {
      assert.match(problemsOf('organisation.yaml', change).join('\n'), expected)
    }
  })

  it('is read in bounded time, however many fields its author made up', { timeout: 30_000 }, () => {
    const fields = Array.from({ length: 80_000 }, (_, at) => `a${at}: 1`).join('\n')
    assert.match(
      problemsOf('organisation.yaml', (text) => `${text}\n${fields}\n`).join('\n'),
      /nothing here is called a0/,
    )
  })

  it('refuses what names somebody or something that is not there', () => {
    const problems = problemsOf('organisation.yaml', (text) =>
      text.replace('members: [sanne]', 'members: [anna, nobody]'),
    )
    assert.deepEqual(problems, [
      'organisation.yaml:16:45: anna may not review anything; give this person the role reviewer under people',
      'organisation.yaml:16:51: nobody is not under people in organisation.yaml; add this person there or mend the name',
    ])
    assert.match(
      problemsOf('tasks/weekly-report.yaml', (text) => text.replace('mail_send', 'mail_sent')).join(),
      /mail_sent/,
    )
  })

  it('takes witnesses by their verifier keys, each once', () => {
    const key = 'witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN'
    const named = (...keys: readonly string[]) =>
      `witnesses: [${keys.map((one) => `{ key: '${one}', url: 'https://w.example/' }`).join(', ')}]\n`
    const problems = (more: string) => problemsOf('organisation.yaml', (text) => `${text}\n${more}`).join()
    assert.equal(problems(`${named(key)}witnessesRequired: 1\n`), '')
    assert.match(problems(named(key, key)), /one name or one key/)
    assert.match(problems(named(`${key}A`)), /witnesses\.key: this is no verifier key of a witness/)
    assert.match(problems('witnessesRequired: 1\n'), /asks for 1 witnesses, and witnesses has 0/)
  })

  it('refuses a tool server that could reach the rules it lives under (P9)', () => {
    for (const folder of ['.', '..', '../organisation/policies']) {
      const problems = problemsOf('tools.yaml', (text) => text.replace('folder: ../books', `folder: ${folder}`))
      assert.match(problems.join(), /overlaps/, folder)
    }
  })

  it('reads limits in whole millionths, and refuses those that could only refuse', () => {
    const limited = (limits: string) => (text: string) => `${text}\nlimits: ${limits}\n`
    const ours = (limits: string) => problemsOf('organisation.yaml', limited(limits))
    assert.deepEqual(ours('{ calls: { perMinute: 60 }, tokens: { perDay: 1000 } }'), [])
    assert.match(ours('{ money: { currency: EUR, perDay: 5 } }').join(), /the model reporting has no price in EUR/)
    assert.match(ours('{ money: { currency: EUR, perDay: 0.0000001 } }').join(), /six decimals/)
    assert.match(ours('{ tokens: { perDay: -1 } }').join(), /tokens\.perDay/)
    const folder = changed('providers.yaml', (text) =>
      text.replace(
        'served: SLUIS_MODEL, ',
        'served: SLUIS_MODEL, price: { currency: EUR, input: 0.1, output: 0.42, source: price list, asOf: 2026-11-01 }, ',
      ),
    )
    const file = join(folder, 'organisation.yaml')
    writeFileSync(file, limited('{ money: { currency: EUR, perDay: 12.5 } }')(readFileSync(file, 'utf8')))
    const organisation = loadOrganisation(folder)
    assert.deepEqual(organisation.settings.limits?.money, { currency: 'EUR', perDay: 12_500_000 })
    assert.equal(organisation.providers.get('chosen')?.models[0]?.price?.output, 420_000)
  })

  it('reads what it looks for itself with its lists, and refuses lists that nothing reads', () => {
    const folder = changed('organisation.yaml', (text) => text)
    const file = (name: string) => join(folder, name)
    mkdirSync(file('dictionaries'))
    writeFileSync(file('dictionaries/clients.txt'), 'Bakkerij Van Es\n')
    const detectors = (more: string) =>
      writeFileSync(file('detectors.yaml'), `detectors:\n  - { name: client, dictionary: clients.txt }\n${more}`)
    detectors(`  - { name: case, patterns: ['Z-\\d{4}'], labels: [confidential] }\n`)
    assert.deepEqual(loadOrganisation(folder).detectors, [
      {
        name: 'client',
        labels: ['personal'],
        patterns: [],
        dictionary: { name: 'dictionaries/clients.txt', text: 'Bakkerij Van Es\n' },
      },
      {
        name: 'case',
        labels: ['confidential'],
        patterns: [{ pattern: 'Z-\\d{4}', place: { file: 'detectors.yaml', line: 3, column: 30 } }],
      },
    ])
    writeFileSync(file('dictionaries/forgotten.txt'), 'Smit\n')
    detectors('  - { name: client, dictionary: absent.txt }\n')
    assert.throws(() => loadOrganisation(folder), {
      message: [
        'dictionaries/forgotten.txt: nothing uses this list; name it in detectors.yaml with dictionary: forgotten.txt, or take the file out',
        'detectors.yaml:3:33: there is no file dictionaries/absent.txt; make it or mend the name',
        'detectors.yaml:3:13: there is another detector called client; give each a name of its own',
      ].join('\n'),
    })
    for (const wrong of ['{ name: empty }', '{ name: Upper, patterns: [a] }', '{ name: a, dictionary: ../crm.txt }']) {
      detectors(`  - ${wrong}\n`)
      assert.throws(() => loadOrganisation(folder), /detectors\.yaml:3:/, wrong)
    }
  })

  it('refuses a time zone that nobody has', () => {
    const problems = problemsOf('organisation.yaml', (text) => text.replace('Europe/Amsterdam', 'Europe/Nowhere'))
    assert.match(problems.join(), /time zone/)
  })
})

describe('a provider', () => {
  const providers = (change: (text: string) => string) => problemsOf('providers.yaml', change)

  it('has facts, each with its source and its day; those that are not there are unknown', () => {
    const folder = changed('providers.yaml', (text) =>
      text
        .replace('retentionDays: 0', 'retentionDays: { is: 30, source: their terms of use, asOf: 2026-10-01 }')
        .replace('    trainsOnData: false\n', ''),
    )
    const facts = loadOrganisation(folder).providers.get('chosen')?.facts
    const source = 'declared by the operator of this example'
    assert.deepEqual(facts?.jurisdiction, { is: 'NL', source, asOf: '2026-11-22' })
    assert.deepEqual(facts?.retentionDays, { is: 30, source: 'their terms of use', asOf: '2026-10-01' })
    assert.equal(facts?.trainsOnData, undefined)
  })

  it('refuses a fact that can not be one, at its line', () => {
    assert.match(
      providers((text) => text.replace('jurisdiction: NL', 'jurisdiction: Holland')).join(),
      /:9:19: .*two letters/,
    )
    assert.match(
      providers((text) => text.replace('trainsOnData: false', 'trainsOnData: perhaps')).join(),
      /this should be true or false/,
    )
    assert.match(
      providers((text) => text.replace('retentionDays: 0', 'retentionDays: -1')).join(),
      /retentionDays: at least 0/,
    )
    assert.match(providers((text) => text.replace('id: chosen', 'id: eu')).join(), /name of a zone/)
  })

  it('runs a model for a system only when an owner admitted it (P10)', () => {
    const without = (text: string) => text.replace(', admitted: { by: anna, on: 2026-11-22 }', '')
    assert.deepEqual(providers(without), [
      'systems/weekly-report.yaml:8:10: nobody admitted the model reporting; add admitted: { by: …, on: … } to it in providers.yaml',
      'tasks/weekly-report.yaml:5:8: nobody admitted the model reporting; add admitted: { by: …, on: … } to it in providers.yaml',
    ])
    assert.deepEqual(
      providers((text) => text.replace('by: anna', 'by: omar')),
      ['providers.yaml:18:101: only an owner admits a model; omar has no role owner under people in organisation.yaml'],
    )
  })
})

describe('what a tool answers', () => {
  const labelsOf = (server: string): readonly (readonly string[])[] => {
    const folder = changed('tools.yaml', (text) => text.replace('servers:\n', `servers:\n${server}`))
    const { tools } = loadOrganisation(folder)
    return ['own_plain', 'own_said'].map((name) => tools.get(name)?.labels ?? ['missing'])
  }
  const tools = 'tools: { plain: {}, said: { labels: [personal] } }'

  it("is a stranger's text when somebody else runs the server, unless the entry says otherwise (P10)", () => {
    assert.deepEqual(labelsOf(`  - { id: own, kind: mcp-http, url: { env: OWN_URL }, ${tools} }\n`), [
      ['untrusted'],
      ['personal'],
    ])
  })

  it('carries what its entry says when Sluis runs the server', () => {
    assert.deepEqual(labelsOf(`  - { id: own, kind: mcp-stdio, package: own, folder: ../books, ${tools} }\n`), [
      [],
      ['personal'],
    ])
  })
})

describe('zones', () => {
  const known = <T>(is: T) => ({ is, source: 'a test', asOf: '2026-01-01' })
  const sub = (jurisdiction?: string, processedIn?: string[]) => ({ name: 'x', jurisdiction, processedIn })
  const zones = (owner?: string, places?: string[], subs?: ReturnType<typeof sub>[]) =>
    zonesOf({
      facts: {
        jurisdiction: owner === undefined ? undefined : known(owner),
        processedIn: places && known(places),
        subProcessors: subs && known(subs),
        retentionDays: undefined,
        trainsOnData: undefined,
      },
    })

  it('hold the owner, the places and every sub-processor', () => {
    assert.deepEqual(zones('FR', ['FR', 'SE'], []), {
      ownedWithin: ['eu', 'eea', 'fr'],
      processedWithin: ['eu', 'eea'],
    })
    assert.deepEqual(zones('NO', ['NO'], []), { ownedWithin: ['eea', 'no'], processedWithin: ['eea', 'no'] })
    assert.deepEqual(zones('US', ['IE'], []), { ownedWithin: ['us'], processedWithin: ['eu', 'eea', 'ie'] })
    assert.deepEqual(zones('FR', ['FR'], [sub('US', ['FR'])]), {
      ownedWithin: [],
      processedWithin: ['eu', 'eea', 'fr'],
    })
  })

  it('are none as soon as something is unknown (P10)', () => {
    assert.deepEqual(zones('FR', ['FR']), { ownedWithin: [], processedWithin: [] })
    assert.deepEqual(zones(undefined, ['FR'], []), { ownedWithin: [], processedWithin: ['eu', 'eea', 'fr'] })
    assert.deepEqual(zones('FR', undefined, []), { ownedWithin: ['eu', 'eea', 'fr'], processedWithin: [] })
    assert.deepEqual(zones('FR', ['FR'], [sub()]), { ownedWithin: [], processedWithin: [] })
  })
})
