// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { detectorsFile } from './detectors.ts'
import { loadOrganisation, OrganisationError, requireApart, tellProblem } from './index.ts'
import { issuersFile } from './issuer.ts'
import { providersFile } from './provider-schema.ts'
import { organisationFile, systemFile, taskFile, toolsFile } from './schema.ts'

/** A small organisation; the file of its system is not called after the system's id. */
const whole = {
  'organisation.yaml': `id: shop
name: The shop
people:
  - { id: anna, name: Anna, email: anna@shop.example, roles: [owner] }
  - { id: sanne, name: Sanne, email: sanne@shop.example, roles: [reviewer] }
bodies:
  - { id: finance, name: Finance, members: [sanne] }
agents:
  - { id: helper, name: Helper, system: front }
`,
  'providers.yaml': `providers:
  - id: near
    name: Nearby
    source: their terms
    asOf: 2026-11-01
    api: openai
    url: { env: MODEL_URL }
    models:
      - { id: small, admitted: { by: anna, on: 2026-11-01 } }
      - { id: large }
`,
  'tools.yaml': `servers:
  - id: mail
    kind: mail
    smtp: { env: SMTP }
    from: shop@shop.example
    source: books
    tools: { send: {} }
  - { id: files, kind: mcp-stdio, package: files, folder: ../books, tools: { read: {} } }
sources:
  - { id: books, kind: books, folder: ../books }
`,
  'systems/desk.yaml': `id: front
name: Front desk
purpose: Answers questions.
owner: anna
accountable: anna
models:
  - small
tools: [mail_send]
`,
  'tasks/daily.yaml': `id: daily
name: Daily
agent: helper
model: small
prompt: Answer.
tools: [mail_send]
`,
}

type Files = Readonly<Record<string, string>>

const place = mkdtempSync(join(tmpdir(), 'sluis-problems-'))
mkdirSync(join(place, 'books'))
after(() => rmSync(place, { recursive: true }))
const folder = join(place, 'organisation')

function write(files: Files): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

/** What is told of the folder: each problem in Dutch and in English. */
function told(act: () => unknown): readonly (readonly [nl: string, en: string])[] {
  try {
    act()
    return []
  } catch (error) {
    assert.ok(error instanceof OrganisationError)
    return error.problems.map((problem) => [tellProblem(problem, 'nl'), tellProblem(problem, 'en')])
  }
}

type Change = readonly [file: keyof typeof whole, from: string, to: string]

function changed(changes: readonly Change[]): Files {
  const files: Record<string, string> = { ...whole }
  for (const [file, from, to] of changes) {
    const text = files[file] ?? ''
    assert.ok(text.includes(from), from)
    files[file] = text.replace(from, () => to)
  }
  return files
}

const change =
  (file: Change[0]) =>
  (from: string, to: string): readonly Change[] => [[file, from, to]]
const org = change('organisation.yaml')
const providers = change('providers.yaml')
const tools = change('tools.yaml')
const system = change('systems/desk.yaml')
const task = change('tasks/daily.yaml')

/** What is changed, and all that is told of it then. */
const wrongs: readonly (readonly [changes: readonly Change[], at: string, nl: string, en: string])[] = [
  [
    org('name: The shop\n', "name: The shop\nmailDomains: [shop.example, '@shop.example']\n"),
    'organisation.yaml:3:29',
    'mailDomains: schrijf alleen het domein, zoals verhage.example, zonder @',
    'mailDomains: write the domain alone, as in verhage.example, without an @',
  ],
  [
    org('sanne@shop.example', 'Anna@shop.example'),
    'organisation.yaml:5:38',
    'Anna@shop.example is ook het adres van anna; geef ieder een eigen mailadres',
    'Anna@shop.example is the address of anna too; give each person a mail address of their own',
  ],
  [
    org('members: [sanne]', 'members: [sanne, nobody]'),
    'organisation.yaml:7:52',
    'nobody staat niet onder people in organisation.yaml; voeg deze persoon daar toe of verbeter de naam',
    'nobody is not under people in organisation.yaml; add this person there or mend the name',
  ],
  [
    org('members: [sanne]', 'members: [sanne], veto: [anna]'),
    'organisation.yaml:7:60',
    'anna mag niets beoordelen; geef deze persoon onder people de rol reviewer',
    'anna may not review anything; give this person the role reviewer under people',
  ],
  [
    org('system: front', 'system: back'),
    'organisation.yaml:9:41',
    'er is geen systeem back; beschrijf het in een bestand in systems/ of verbeter de naam',
    'there is no system back; describe it in a file in systems/ or mend the name',
  ],
  [
    org('id: sanne,', 'id: anna,'),
    'organisation.yaml:5:11',
    'anna is al in gebruik (organisation.yaml:4:11); geef elk een eigen naam',
    'anna is taken already (organisation.yaml:4:11); give each a name of its own',
  ],
  [
    org('agents:', 'witnessesRequired: 2\nagents:'),
    'organisation.yaml:8:20',
    'hier worden 2 getuigen geëist, en onder witnesses staan er 0; voeg er toe of eis er minder',
    'this asks for 2 witnesses, and witnesses has 0; add some or ask for fewer',
  ],
  [
    org('agents:', 'notify: { through: files, from: a@shop.example }\nagents:'),
    'organisation.yaml:8:20',
    'files is geen mailserver; noem een server uit tools.yaml met kind: mail',
    'files is no mail server; name a server of tools.yaml with kind: mail',
  ],
  [
    org('agents:', 'packs: [safe-agent, ./packs/ours]\nagents:'),
    'organisation.yaml:8:21',
    'er is hier geen map ./packs/ours; maak haar of verbeter de naam',
    'there is no folder ./packs/ours here; make it or mend the name',
  ],
  [
    org('agents:', 'packs: [safe-agent, safe-agent]\nagents:'),
    'organisation.yaml:8:21',
    'dit pakket staat er al; laat er één staan',
    'this pack is named already; keep one of them',
  ],
  [
    providers('by: anna', 'by: sanne'),
    'providers.yaml:9:38',
    'alleen een eigenaar laat een model toe; sanne heeft onder people in organisation.yaml niet de rol owner',
    'only an owner admits a model; sanne has no role owner under people in organisation.yaml',
  ],
  [
    providers('id: near', 'id: eu'),
    'providers.yaml:2:9',
    'eu is de naam van een zone (eu, eea of een land); kies een andere id',
    'eu is the name of a zone (eu, eea or a country); choose another id',
  ],
  [
    providers('id: large', 'id: small'),
    'providers.yaml:10:15',
    'near heeft het model small al; laat er één staan',
    'near has the model small already; keep one of them',
  ],
  [
    system('- small', '- huge'),
    'systems/desk.yaml:7:5',
    'geen aanbieder in providers.yaml heeft een model huge; voeg het daar toe of verbeter de naam',
    'no provider in providers.yaml has a model huge; add it there or mend the name',
  ],
  [
    system('- small', '- large'),
    'systems/desk.yaml:7:5',
    'niemand heeft het model large toegelaten; zet er in providers.yaml admitted: { by: …, on: … } bij',
    'nobody admitted the model large; add admitted: { by: …, on: … } to it in providers.yaml',
  ],
  [
    system('owner: anna', 'owner: bob'),
    'systems/desk.yaml:4:8',
    'bob staat niet onder people in organisation.yaml; voeg deze persoon daar toe of verbeter de naam',
    'bob is not under people in organisation.yaml; add this person there or mend the name',
  ],
  [
    system('[mail_send]', '[mail_send, mail_read]'),
    'systems/desk.yaml:8:20',
    'er is geen gereedschap mail_read; zet het in tools.yaml bij zijn server of verbeter de naam',
    'there is no tool mail_read; list it at its server in tools.yaml or mend the name',
  ],
  [
    task('agent: helper', 'agent: other'),
    'tasks/daily.yaml:3:8',
    'er is geen agent other; voeg hem toe onder agents in organisation.yaml of verbeter de naam',
    'there is no agent other; add it under agents in organisation.yaml or mend the name',
  ],
  [
    task('model: small', 'model: huge'),
    'tasks/daily.yaml:4:8',
    'geen aanbieder in providers.yaml heeft een model huge; voeg het daar toe of verbeter de naam',
    'no provider in providers.yaml has a model huge; add it there or mend the name',
  ],
  [
    task('[mail_send]', '[mail_sent]'),
    'tasks/daily.yaml:6:9',
    'er is geen gereedschap mail_sent; zet het in tools.yaml bij zijn server of verbeter de naam',
    'there is no tool mail_sent; list it at its server in tools.yaml or mend the name',
  ],
  [
    tools('source: books', 'source: ledger'),
    'tools.yaml:6:13',
    'er is geen bron ledger; voeg haar toe onder sources of verbeter de naam',
    'there is no source ledger; add it under sources or mend the name',
  ],
  [
    tools('folder: ../books, tools', 'folder: ../none, tools'),
    'tools.yaml:8:59',
    'de map ../none bestaat niet; maak haar of verbeter de naam',
    'the folder ../none does not exist; make it or mend the name',
  ],
  [
    tools('books, folder: ../books }', 'books, folder: policies/.. }'),
    'tools.yaml:10:39',
    'de map policies/.. overlapt de map van de organisatie zelf; kies een map daarnaast',
    "the folder policies/.. overlaps the organisation's own folder; give it one beside it",
  ],
  [
    tools('id: files', 'id: mail'),
    'tools.yaml:8:11',
    'mail is al in gebruik (tools.yaml:2:9); geef elk een eigen naam',
    'mail is taken already (tools.yaml:2:9); give each a name of its own',
  ],
  [
    org('system: front }', 'system: front, limits: { money: { currency: EUR, perDay: 5 } } }'),
    'organisation.yaml:9:77',
    'het model small heeft geen prijs in EUR; zet er in providers.yaml een price bij (0 als het niets kost)',
    'the model small has no price in EUR; give it one in providers.yaml (0 if it costs nothing)',
  ],
  [
    [
      ...org('agents:', 'limits: { money: { currency: EUR, perDay: 5 } }\nagents:'),
      ...system('owner:', 'limits:\n  money:\n    currency: USD\nowner:'),
    ],
    'systems/desk.yaml:6:15',
    'deze grens is in USD en een andere in EUR; gebruik overal dezelfde munt',
    'this limit is in USD and another in EUR; use one currency for all',
  ],
  [
    org('bodies:', 'colour: red\nbodies:'),
    'organisation.yaml:6:1',
    'een veld colour bestaat hier niet; haal het weg of verbeter de spelling',
    'nothing here is called colour; take it out or mend the spelling',
  ],
  [system('purpose: Answers questions.\n', ''), 'systems/desk.yaml:1:1', 'purpose: ontbreekt', 'purpose: missing'],
  [
    org('name: The shop', 'name: [The shop]'),
    'organisation.yaml:2:7',
    'name: hier hoort een tekst',
    'name: this should be a text',
  ],
  [
    org('roles: [owner]', 'roles: [boss]'),
    'organisation.yaml:4:63',
    'people.roles: kies uit: owner, operator, reviewer, auditor',
    'people.roles: choose one of: owner, operator, reviewer, auditor',
  ],
  [
    org('id: anna', 'id: Anna B'),
    'organisation.yaml:4:11',
    'people.id: gebruik een kleine letter en dan hoogstens 39 kleine letters, cijfers of streepjes, zoals jan-smit',
    'people.id: use a lower-case letter, then at most 39 lower-case letters, digits or hyphens, as in jan-smit',
  ],
  [
    org('id: shop', 'id: shop\nid: shop'),
    'organisation.yaml:2:1',
    'dit veld staat er al; laat er één staan',
    'this field is there already; keep one of them',
  ],
  [
    org('name: The shop', 'name: "The shop'),
    'organisation.yaml:10:1',
    'hier ontbreekt een teken; kijk of alle haakjes en aanhalingstekens gesloten zijn en er komma’s tussen staan',
    'a sign is missing here; see that all brackets and quotes are closed, with commas between',
  ],
  [
    org('name: The shop', 'name: *shop'),
    'organisation.yaml:2:7',
    'verwijst met * naar een andere plek (een YAML-alias); schrijf de waarde uit, of zet de tekst tussen aanhalingstekens',
    'refers to another place by * (a YAML alias); write the value out, or put the text between quotes',
  ],
  [
    providers('asOf: 2026-11-01', 'asOf: 1-11-2026'),
    'providers.yaml:5:11',
    'providers.asOf: schrijf een dag, zoals 2026-11-22',
    'providers.asOf: write a day, as in 2026-11-22',
  ],
  [
    providers('api:', 'retentionDays: many\n    api:'),
    'providers.yaml:6:20',
    'providers.retentionDays: hier hoort een getal',
    'providers.retentionDays: this should be a number',
  ],
  [
    tools('tools: { read: {} }', 'tools: { "read it": {} }'),
    'tools.yaml:8:89',
    'servers.tools.read it: gebruik voor gereedschap een naam van hoogstens 60 letters, cijfers, streepjes of _',
    'servers.tools.read it: name a tool with at most 60 letters, digits, hyphens or _',
  ],
  [
    task('prompt:', 'schedule: monday\nprompt:'),
    'tasks/daily.yaml:5:11',
    'schedule: schrijf minuut, uur, dag, maand en weekdag: 0 8 * * 1 is elke maandag om acht uur',
    'schedule: write minute, hour, day, month and weekday: 0 8 * * 1 is each Monday at eight',
  ],
  [
    tools('kind: mail', 'kind: post'),
    'tools.yaml:3:11',
    'servers.kind: kies uit: mcp-stdio, mcp-http, mail',
    'servers.kind: choose one of: mcp-stdio, mcp-http, mail',
  ],
]

describe('what is wrong in an organisation’s files', () => {
  for (const [changes, at, nl, en] of wrongs) {
    it(`is told at its line, in Dutch and in English: ${en}`, () => {
      write(changed(changes))
      assert.deepEqual(
        told(() => loadOrganisation(folder)),
        [[`${at}: ${nl}`, `${at}: ${en}`]],
      )
    })
  }

  it('is nothing where nothing is', () => {
    write(whole)
    assert.deepEqual(
      told(() => loadOrganisation(folder)),
      [],
    )
  })

  it('is also a file that is missing, one that is too large and one that nests without end', () => {
    const { 'tools.yaml': _, ...others } = whole
    for (const [files, expected] of [
      [{}, /^organisation\.yaml: staat niet in /],
      [others, /^tools\.yaml: ontbreekt; neem dit bestand over/],
      [{ ...whole, 'tools.yaml': `# ${'x'.repeat(1_000_000)}` }, /^tools\.yaml: groter dan 1000000 tekens/],
      [{ ...whole, 'tools.yaml': '['.repeat(400_000) }, /^tools\.yaml/],
    ] as const) {
      write(files)
      assert.match(told(() => loadOrganisation(folder))[0]?.[0] ?? '', expected)
    }
  })

  it('is a tool’s folder that holds the data of Sluis, at its line (P7)', () => {
    write(whole)
    const organisation = loadOrganisation(folder)
    assert.deepEqual(
      told(() => requireApart(organisation, join(place, 'books'))).map(([nl]) => nl),
      [
        'tools.yaml:8:59: de map ../books overlapt de gegevens van Sluis zelf; kies een map daarnaast',
        'tools.yaml:10:39: de map ../books overlapt de gegevens van Sluis zelf; kies een map daarnaast',
      ],
    )
  })
})

describe('what would be passed over', () => {
  it('is a problem, so that nobody believes in a rule or a detector that is not read', () => {
    write({
      ...whole,
      'detectors.yml': 'detectors: []',
      'Tools.YAML': '',
      'compose.yml': '',
      'systems/old/desk.yaml': '',
      'policies/finance/payments.cedar': '',
      'policies/mail.CEDAR': '',
      'policies/.git/x.cedar': '',
      'policies/README.md': '',
      'policies/cases/mail.yaml': '',
    })
    assert.deepEqual(
      told(() => loadOrganisation(folder))
        .map(([, en]) => en)
        .sort(),
      [
        'Tools.YAML: this file is not read; call it tools.yaml, or take it out',
        'detectors.yml: this file is not read; call it detectors.yaml, or take it out',
        'policies/finance: what is in this folder is not read; put it in policies/ itself, or take the folder out',
        'policies/mail.CEDAR: this file is not read; call it mail.cedar, or take it out',
        'systems/old: what is in this folder is not read; put it in systems/ itself, or take the folder out',
      ],
    )
  })

  it('is a problem as well where it can’t be read: a link to nowhere, a file in the place of a folder', () => {
    const { 'tasks/daily.yaml': _, ...others } = whole
    write({ ...others, tasks: '', 'detectors.yaml/x': '' })
    mkdirSync(join(folder, 'policies'))
    symlinkSync('nowhere.cedar', join(folder, 'policies/mail.cedar'))
    symlinkSync('nowhere', join(folder, 'policies-shadow'))
    assert.deepEqual(
      told(() => loadOrganisation(folder))
        .map(([, en]) => en)
        .sort(),
      [
        'detectors.yaml: this is no file that can be read; put one in its place, or take it out',
        'policies-shadow: this is no folder that can be read; put one in its place, or take it out',
        'policies/mail.cedar: this is no file that can be read; put one in its place, or take it out',
        'tasks: this is no folder that can be read; put one in its place, or take it out',
      ],
    )
  })

  it('is a problem in a pack of the organisation’s own as well', () => {
    const packs = { 'organisation.yaml': `${whole['organisation.yaml']}packs: [./ours]\n` }
    write({ ...whole, ...packs, 'ours/ours.cedar': '', 'ours/mail.CEDAR': '' })
    assert.deepEqual(
      told(() => loadOrganisation(folder)).map(([, en]) => en),
      [
        'organisation.yaml:10:9: ./ours/mail.CEDAR is not read; put a plain file there whose name ends in .cedar, or take it out',
      ],
    )
    rmSync(join(folder, 'ours'), { recursive: true })
    writeFileSync(join(folder, 'ours'), '')
    assert.match(told(() => loadOrganisation(folder))[0]?.[1] ?? '', /there is no folder \.\/ours here/)
  })

  it('is no pack of the organisation’s own', () => {
    const packs = { 'organisation.yaml': `${whole['organisation.yaml']}packs: [./policies/ours]\n` }
    write({ ...whole, ...packs, 'policies/ours/ours.cedar': '' })
    assert.deepEqual(
      told(() => loadOrganisation(folder)),
      [],
    )
  })
})

describe('the rules of the files’ schemas', () => {
  const schemas = { organisationFile, providersFile, toolsFile, systemFile, taskFile, issuersFile, detectorsFile }
  for (const [name, schema] of Object.entries(schemas)) {
    it(`say in both languages what to do instead: ${name}`, () => {
      const rules = [...rulesIn(schema, new Set())]
      assert.ok(rules.length > 0)
      assert.deepEqual(
        rules.filter((said) => Reflect.get(said, 'nl') === undefined || Reflect.get(said, 'en') === undefined),
        [],
      )
    })
  }
})

/** What each own rule in a schema says, wherever it is: zod lets one say a plain string, which has one language. */
function* rulesIn(node: unknown, seen: Set<unknown>): Generator<object> {
  if (typeof node !== 'object' || node === null || seen.has(node)) return
  seen.add(node)
  const inside: unknown = Reflect.get(node, '_zod')
  const definition = typeof inside === 'object' && inside !== null ? Reflect.get(inside, 'def') : node
  const { check, fn, format, params } = { ...definition }
  if (check === 'custom' && fn !== undefined) yield params ?? { message: String(fn) }
  if (check === 'string_format' && !['email', 'url', 'date'].includes(format)) yield { format }
  for (const key of Object.keys(definition)) yield* rulesIn(Reflect.get(definition, key), seen)
}
