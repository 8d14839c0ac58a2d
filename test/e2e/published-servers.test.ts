// SPDX-License-Identifier: EUPL-1.2
// Published tool servers, run unchanged behind the gate: the reference servers of MCP, with tools, prompts and
// resources, and one that remembers, in a process and a folder of its own for each agent.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type House, openHouse, until } from './harness.ts'
import { addAgent, addServers } from './more-tools.ts'
import { connectAgent, type OutsideAgent } from './outside-agent.ts'

let house: House
let agent: OutsideAgent
let other: OutsideAgent

before(async () => {
  house = await openHouse({
    prepare: (folder) => {
      addAgent(folder, 'second')
      addServers(
        folder,
        [
          {
            id: 'everything',
            kind: 'mcp-stdio',
            package: '@modelcontextprotocol/server-everything',
            folder: '../everything',
            arguments: ['stdio'],
            tools: {
              echo: {},
              'get-sum': {},
              'get-env': {},
              'get-structured-content': {},
              'gzip-file-as-resource': {},
            },
            prompts: { 'simple-prompt': {}, 'args-prompt': {} },
            resources: {
              texts: { uri: 'demo://resource/dynamic/text/*' },
              secret: { uri: 'demo://resource/static/document/startup.md' },
            },
          },
          {
            id: 'memory',
            kind: 'mcp-stdio',
            package: '@modelcontextprotocol/server-memory',
            folder: '../memory',
            writes: true,
            perAgent: true,
            arguments: [],
            environment: { MEMORY_FILE_PATH: '{folder}/memory.jsonl' },
            tools: { create_entities: {}, read_graph: { repeatable: true } },
          },
        ],
        {
          policy: `
@id("not-the-secret") @nl("Nee.") @en("No.")
forbid (principal, action, resource == Tool::"everything_secret");
`,
        },
      )
    },
  })
  const anna = house.person('anna')
  for (const { name, digest = '', standing } of (await house.sluis.tools.review()).tools) {
    if (standing === 'waiting') await house.sluis.tools.admit(name, digest, anna)
  }
  agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
  const { key } = await house.sluis.identity.issue({ kind: 'agent', principal: 'second' })
  other = await connectAgent(house.sluis.gateUrl, key)
})
after(async () => {
  await agent?.[Symbol.asyncDispose]()
  await other?.[Symbol.asyncDispose]()
  await house?.[Symbol.asyncDispose]()
})

describe('server-everything', { timeout: 120_000 }, () => {
  it('shows of its tools those that the system names', async () => {
    const { tools } = await agent.client.listTools()
    const names = tools.map(({ name }) => name).filter((name) => name.startsWith('everything_'))
    assert.deepEqual(names.sort(), [
      'everything_echo',
      'everything_get-env',
      'everything_get-structured-content',
      'everything_get-sum',
      'everything_gzip-file-as-resource',
    ])
    assert.equal((await agent.call('everything_echo', { message: 'hello' })).text, 'Echo: hello')
    assert.match((await agent.call('everything_get-sum', { a: 2, b: 3 })).text, /5/)
    assert.equal((await agent.call('everything_get-tiny-image', {})).gate.code, 'not-found')
  })

  it('has nothing of our environment (P8)', async () => {
    const { text } = await agent.call('everything_get-env', {})
    assert.deepEqual(JSON.parse(text), {})
  })

  it('gives its prompts as calls, recorded and labelled as a stranger’s text', async () => {
    const { prompts } = await agent.client.listPrompts()
    assert.deepEqual(prompts.map(({ name }) => name).sort(), ['everything_args-prompt', 'everything_simple-prompt'])
    const { messages } = await agent.client.getPrompt({ name: 'everything_args-prompt', arguments: { city: 'Delft' } })
    assert.match(JSON.stringify(messages), /Delft/)
    const [call] = await house.sluis.journal.query(
      "SELECT state, outcome FROM calls WHERE resource = 'everything_args-prompt'",
    )
    assert.deepEqual({ ...call }, { state: 'ended', outcome: 'done' })
    const [run] = await house.sluis.journal.query("SELECT labels FROM runs WHERE id = 'run-of-reporter'")
    assert.match(String(run?.labels), /untrusted/)
  })

  it('gives the resources that the organisation names, each read a call', async () => {
    const { resourceTemplates } = await agent.client.listResourceTemplates()
    assert.deepEqual(
      resourceTemplates.map(({ uriTemplate }) => uriTemplate),
      ['demo://resource/dynamic/text/{resourceId}'],
    )
    const { resources } = await agent.client.listResources()
    assert.deepEqual(
      resources.map(({ uri, description }) => [uri, description]),
      [['demo://resource/static/document/startup.md', undefined]],
    )
    const { contents } = await agent.client.readResource({ uri: 'demo://resource/dynamic/text/3' })
    assert.match(JSON.stringify(contents), /Resource 3/)
  })

  it('gives no other resource, also not by another way to write it (P10)', async () => {
    const refusal = async (uri: string): Promise<unknown> => {
      try {
        await agent.client.readResource({ uri })
      } catch (error) {
        return error instanceof Error && 'data' in error ? Object(error.data).code : error
      }
      throw new assert.AssertionError({ message: `${uri} was read` })
    }
    assert.equal(await refusal('demo://resource/static/document/startup.md'), 'denied')
    for (const uri of [
      'demo://resource/dynamic/blob/1',
      'demo://resource/dynamic/text/../blob/1',
      'demo://resource/dynamic/text/%2e%2e/blob/1',
      'demo://resource/dynamic/text/%252e%252e/blob/1',
      'file:///etc/passwd',
      'Demo://resource/dynamic/text/1',
    ]) {
      assert.equal(await refusal(uri), 'not-found', uri)
    }
    // By a tool call, under the name of the entry: that is no tool.
    const { gate } = await agent.call('everything_texts', { uri: 'demo://resource/dynamic/blob/1' })
    assert.equal(gate.code, 'not-found')
  })

  it('can not write, nor read beside its folder', async () => {
    const { isError } = await agent.call('everything_gzip-file-as-resource', { name: 'x', data: 'file:///etc/passwd' })
    assert.equal(isError, true)
  })
})

describe('server-memory, one for each agent', { timeout: 120_000 }, () => {
  it('keeps what it is told in the folder that its entry names, apart for each agent', async () => {
    const entities = [{ name: 'Delft', entityType: 'city', observations: ['has canals'] }]
    assert.equal((await agent.call('memory_create_entities', { entities })).isError, false)
    assert.match((await agent.call('memory_read_graph', {})).text, /has canals/)
    assert.doesNotMatch((await other.call('memory_read_graph', {})).text, /canals/)
    const folder = join(house.folder, 'memory')
    assert.match(readFileSync(join(folder, 'reporter/memory.jsonl'), 'utf8'), /has canals/)
    assert.ok(!existsSync(join(folder, 'second/memory.jsonl')))
    assert.deepEqual(readdirSync(folder).sort(), ['.people', 'reporter', 'second'])
  })
})

describe('a tool server that Sluis runs', { timeout: 60_000 }, () => {
  const processes = (): number => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length

  it('ends with Sluis, also when the files it was started by were replaced meanwhile', async () => {
    const idle = processes()
    {
      await using own = await openHouse()
      await using reader = await connectAgent(own.sluis.gateUrl, own.agentKey)
      const opened = processes()
      const read = await reader.call('books_list_directory', { path: join(own.folder, 'books') })
      assert.equal(read.isError, false, read.text)
      assert.equal(processes(), opened + 1)
      await own.sluis.reload(own.person('anna'))
    }
    await until('every process has ended', () => processes() === idle)
  })
})
