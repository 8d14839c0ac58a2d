// SPDX-License-Identifier: EUPL-1.2
// The packs of policies/: what their cases say is so, every rule is needed by a case, and any organisation can take them.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  loadOrganisation,
  type Organisation,
  OrganisationError,
  tellPlace,
} from '../../packages/server/src/organisation/index.ts'
import { checkPolicies, loadPolicies, readCaseFiles, testPolicies } from '../../packages/server/src/policy/index.ts'
import { organisation as emptyRuled } from '../../packages/server/src/policy/testing/arbitrary.ts'

const policies = fileURLToPath(new URL('../../policies', import.meta.url))
const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))
const names = readdirSync(policies, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'office')
  .map(({ name }) => name)
const office = loadOrganisation(join(policies, 'office'))
const textOf = (pack: string): string => readFileSync(join(policies, pack, `${pack}.cedar`), 'utf8')
const casesOf = (pack: string) => readCaseFiles(join(policies, pack, 'cases'))

const work = mkdtempSync(join(tmpdir(), 'sluis-packs-'))
after(() => rmSync(work, { recursive: true, force: true }))
let folders = 0

/** The example with a line more in its organisation.yaml; its folder may be changed first. */
function exampleWith(line: string, change: (folder: string) => void = () => undefined): Organisation {
  const folder = join(work, String(folders++))
  for (const part of ['books', 'organisation']) cpSync(join(example, part), join(folder, part), { recursive: true })
  const file = join(folder, 'organisation/organisation.yaml')
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${line}\n`)
  change(join(folder, 'organisation'))
  return loadOrganisation(join(folder, 'organisation'))
}

function withRules(text: string): Organisation {
  return { ...office, policies: [...office.policies, { name: 'policies/pack.cedar', text }] }
}

function failing(text: string, pack: string): readonly string[] {
  return testPolicies(withRules(text), casesOf(pack))
    .filter(({ passed }) => !passed)
    .map(({ name, message, ...place }) => `${tellPlace(place)}: ${name}: ${message.en}`)
}

it('there are seven packs', () => {
  assert.deepEqual(names.toSorted(), [
    'dutch-government-generative-ai',
    'invoices-and-mail',
    'no-self-modification',
    'personal-data-in-the-eu',
    'safe-agent',
    'secrets-never-leave',
    'untrusted-may-not-act',
  ])
})

for (const pack of names) {
  describe(`the pack ${pack}`, () => {
    const { rules } = loadPolicies(withRules(textOf(pack)))
    const own = [...rules.values()].filter(({ file }) => file === 'policies/pack.cedar')

    it('does what its cases say', () => {
      assert.deepEqual(failing(textOf(pack), pack), [])
    })

    it('has no rule that no case needs', () => {
      for (const { id, text } of own) {
        const without = textOf(pack).slice(0, textOf(pack).indexOf(text)) + textOf(pack).split(text)[1]
        const failed = testPolicies(withRules(without), casesOf(pack)).filter(
          ({ passed, message }) => !passed && message.en.includes('expected'),
        )
        assert.ok(failed.length > 0, `${id} could go and no case would tell`)
      }
    })

    it('permits nothing, and says in both languages why it refuses', () => {
      for (const { effect, explanation } of own) {
        assert.equal(effect, 'forbid')
        assert.ok(explanation.nl && explanation.en)
      }
    })

    it('fits the example, and an organisation of other groups, tools and bodies', () => {
      const taken = exampleWith(`packs: [${pack}]`)
      assert.deepEqual(
        checkPolicies(taken).filter(({ severity }) => severity === 'error'),
        [],
      )
      const reviewers = { id: 'reviewers', name: 'R', members: ['ann'], quorum: 1, veto: [], expiresAfter: 1000 }
      const other = {
        ...emptyRuled,
        bodies: new Map([...emptyRuled.bodies, ['reviewers', reviewers]]),
        policies: [{ name: 'policies/pack.cedar', text: textOf(pack) }],
      }
      const withoutMail = {
        ...other,
        servers: new Map([...other.servers].filter(([id]) => id !== 'post')),
        tools: new Map([...other.tools].filter(([, { server }]) => server !== 'post')),
      }
      for (const organisation of [other, withoutMail]) assert.equal(loadPolicies(organisation).rules.size, own.length)
    })

    it('has a page in Dutch and in English', () => {
      const page = readFileSync(join(policies, pack, 'README.md'), 'utf8')
      for (const heading of ['## Nederlands', '## English', '### Wat het niet doet', '### What it does not do']) {
        assert.ok(page.includes(heading), heading)
      }
      for (const { id } of own) assert.ok(page.includes(`\`${id}\``), id)
    })
  })
}

describe('taking packs', () => {
  it('all of them together fit the example, and are loaded, digested and named like its own rules', () => {
    const plain = exampleWith('')
    const taken = exampleWith(`packs: [${names.join(', ')}]`)
    assert.deepEqual(
      checkPolicies(taken).filter(({ severity }) => severity === 'error'),
      [],
    )
    const { rules, digest } = loadPolicies(taken)
    assert.equal(rules.get('money-waits')?.file, 'sluis/policies/invoices-and-mail/invoices-and-mail.cedar')
    assert.notEqual(taken.digest, plain.digest)
    assert.notEqual(digest, loadPolicies(plain).digest)
  })

  it('a pack of one’s own is a folder, and its text is part of the digest', () => {
    const own = (text: string) =>
      exampleWith('packs: [./packs/ours]', (folder) => {
        mkdirSync(join(folder, 'packs/ours'), { recursive: true })
        writeFileSync(join(folder, 'packs/ours/ours.cedar'), text)
      })
    const first = own('@id("ours") forbid (principal, action, resource) when { context.labels.contains("ours") };')
    const second = own('@id("ours") forbid (principal, action, resource) when { context.labels.contains("theirs") };')
    assert.equal(loadPolicies(first).rules.get('ours')?.file, 'packs/ours/ours.cedar')
    assert.notEqual(first.digest, second.digest)
  })

  it('what can’t be taken is said at its line', () => {
    const refused = (line: string, pattern: RegExp, change?: (folder: string) => void): void =>
      assert.throws(
        () => exampleWith(line, change),
        (error) => error instanceof OrganisationError && pattern.test(error.message),
      )
    refused('packs: [safe-agnet]', /^organisation\.yaml:\d+:9: there is no pack safe-agnet; Sluis has dutch-/)
    refused('packs: [safe-agent, safe-agent]', /^organisation\.yaml:\d+:21: this pack is named already/)
    refused('packs: [office]', /there is no pack office/)
    refused('packs: [../elsewhere]', /name a pack as in safe-agent/)
    refused('packs: [./packs/../../x]', /name a pack as in safe-agent/)
    refused('packs: [./packs/ours]', /there is no folder \.\/packs\/ours here/)
    refused('packs: [./packs/ours]', /lies outside the organisation's folder/, (folder) => {
      mkdirSync(join(folder, 'packs'))
      symlinkSync(join(policies, 'safe-agent'), join(folder, 'packs/ours'))
    })
  })

  it('a rule of one’s own by the same name is told with both places, and a body that is missing by its name', () => {
    const clash = exampleWith('packs: [safe-agent]', (folder) =>
      writeFileSync(join(folder, 'policies/more.cedar'), '@id("safe-acts-wait") permit (principal, action, resource);'),
    )
    assert.throws(() => loadPolicies(clash), /safe-acts-wait is also the id of a rule at policies\/more\.cedar:1/)
    const { bodies } = clash
    const nobody = { ...exampleWith('packs: [safe-agent]'), bodies: new Map([...bodies].slice(0, 1)) }
    assert.throws(() => loadPolicies(nobody), /safe-agent\.cedar:\d+: no body is called reviewers/)
  })
})
