// SPDX-License-Identifier: EUPL-1.2
// Sluis itself with something for a person to do on each page of the register, the tools and the models: a first filter
// of applicants with open questions, an agent that nobody registered, an assistant that never passes the gate, a tool of
// a stranger, a provider that serves another model than before, an outside body that finds the assistant stricter, and
// an Algoritmeregister that takes the weekly report's entry.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseDocument, stringify } from 'yaml'
import { serveApi } from '../../../packages/server/src/api/index.ts'
import {
  type FakeAlgoritmeregister,
  fakeAlgoritmeregister,
} from '../../../packages/server/src/register/exports/testing/fake-algoritmeregister.ts'
import { type House, openHouse } from '../../e2e/harness.ts'
import { addServers } from '../../e2e/more-tools.ts'
import { ask } from '../../e2e/outside-agent.ts'
import { outsideBody } from '../../e2e/outside-body.ts'
import { addProviders, startProvider } from '../../e2e/providers.ts'
import { startToolUpstream, type ToolUpstream } from '../../e2e/tool-upstream.ts'

const publisherKey = 'a-key-for-the-register'

export interface RegisterHouse extends AsyncDisposable {
  readonly house: House
  readonly url: string
  /** The server of a stranger; what it says of its tool can be changed. */
  readonly stranger: ToolUpstream
  readonly publisher: FakeAlgoritmeregister
  keyOf(person: string): Promise<string>
  /** Has every tool server asked anew what it offers. */
  askAnew(): Promise<void>
}

export async function openRegisterHouse(): Promise<RegisterHouse> {
  await using opening = new AsyncDisposableStack()
  const stranger = opening.use(await startToolUpstream())
  const provider = opening.use(await startProvider('small'))
  const body = outsideBody()
  const publisher = opening.use(await fakeAlgoritmeregister('verhage', publisherKey))
  const opened = openHouse({
    prepare: (folder) => {
      body.trustedBy(folder)
      addServers(folder, [
        { id: 'stranger', kind: 'mcp-http', url: { env: 'STRANGER_URL' }, tools: { find: { labels: ['untrusted'] } } },
      ])
      const rule = '@id("small-for-all") permit (principal, action == Action::"callModel", resource == Model::"small");'
      addProviders(
        folder,
        [
          ['near', ['small'], provider.url],
          ['dark', ['small']],
        ],
        rule,
      )
      addSystems(folder)
    },
    environment: {
      ...{ STRANGER_URL: stranger.url, TEST_DARK: provider.url },
      ...{ REGISTER_URL: publisher.url, REGISTER_KEY: publisherKey },
    },
  })
  const house = opening.use(await opened)
  const { sluis } = house
  const helper = await sluis.identity.issue({ kind: 'agent', principal: 'helper' })
  assert.equal((await ask(sluis.gateUrl, helper.key)).status, 403)
  for (const fingerprint of ['fp_1', 'fp_2']) {
    provider.serves = { model: 'small-1', system_fingerprint: fingerprint }
    assert.equal((await ask(sluis.gateUrl, house.agentKey, { model: 'small' })).status, 200)
  }
  const found = { system: 'assistant', label: 'high', strictest: 'high', on: '2026-11-20', reason: 'It ranks people.' }
  await sluis.statements.receive(body.states(found), 'anna')
  const keys = new Map<string, string>()
  const organisation = () => sluis.loaded().organisation
  const api = await serveApi({ ...sluis, organisation, shadow: () => undefined }, { port: 0, host: '127.0.0.1' })
  opening.defer(() => api.close())
  const all = opening.move()
  return {
    house,
    url: api.url,
    stranger,
    publisher,
    keyOf: async (person) => {
      const key = keys.get(person) ?? (await sluis.identity.issue({ kind: 'person', principal: person })).key
      keys.set(person, key)
      return key
    },
    askAnew: async () => void (await sluis.reload(house.person('anna'))),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

function addSystems(folder: string): void {
  const at = (file: string): string => join(folder, 'organisation', file)
  const { register, ...report } = parse(readFileSync(at('systems/weekly-report.yaml'), 'utf8'))
  const facts = { ...register.facts, generates_synthetic_audio_image_video_text: false }
  for (const open of [
    'recruitment_or_selection',
    'predicts_crime_risk_of_person',
    'emotion_inference_from_biometrics',
  ]) {
    delete facts[open]
  }
  const add = (system: Record<string, unknown>): void =>
    writeFileSync(at(`systems/${system.id}.yaml`), stringify({ ...report, ...system }))
  add({
    ...{ id: 'hiring', name: 'Eerste schifting van sollicitaties', accountable: 'omar', tools: ['mail_send'] },
    purpose: 'Leest sollicitaties en zet ze op volgorde.',
    limits: { tokens: { perMonth: 1_000_000 } },
    register: { ...register, facts, keepLogs: '400d' },
  })
  add({
    ...{ id: 'assistant', name: 'Assistent in het kantoorpakket', models: [], tools: [] },
    purpose: 'Vat mail samen en stelt antwoorden voor.',
    register: { ...register, suppliers: ['Een kantoorpakket'], outside: { models: ['Ingebouwd'], tools: [] } },
  })
  const talks = { interacts_directly_with_persons: true, obvious_that_it_is_ai: false }
  const talking = { ...register.facts, ...talks, authorised_by_law_crime_detection_not_public: false }
  const algoritmeregister = {
    description_short: 'Dit algoritme schrijft herinneringen aan klanten met een open rekening.',
    ...{ contact_email: 'administratie@verhage.example', category: ['Organisatie en bedrijfsvoering'] },
  }
  add({ id: 'weekly-report', register: { ...register, facts: talking, algoritmeregister } })
  add({ id: 'helper', name: 'Helper', purpose: 'Nobody knows.', tools: [], models: ['reporting'] })
  const document = parseDocument(readFileSync(at('organisation.yaml'), 'utf8'))
  document.addIn(['agents'], document.createNode({ id: 'helper', name: 'Helper', system: 'helper' }))
  const reached = { url: { env: 'REGISTER_URL' }, organisation: 'verhage', key: { env: 'REGISTER_KEY' } }
  document.set('algoritmeregister', document.createNode(reached))
  writeFileSync(at('organisation.yaml'), document.toString())
}
