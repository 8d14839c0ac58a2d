// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { JournalError } from '../../journal/index.ts'
import { type ServerSettings, startServer } from './serve.ts'
import { StartError, tellStartFailure } from './start-failure.ts'

const example = fileURLToPath(new URL('../../../../../examples/weekly-report/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sluis-serve-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)
for (const part of ['books', 'organisation']) cpSync(join(example, part), at(part), { recursive: true })

/** A port that is taken until the test ends. */
async function takenPort(): Promise<{ readonly port: number } & Disposable> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return { port: address.port, [Symbol.dispose]: () => server.close() }
}

async function freePort(): Promise<number> {
  using taken = await takenPort()
  return taken.port
}

async function settings(more: Partial<ServerSettings> = {}): Promise<ServerSettings> {
  return {
    organisationFolder: at('organisation'),
    dataFolder: at('data'),
    gatePort: await freePort(),
    deskPort: await freePort(),
    hostname: '127.0.0.1',
    environment: {},
    language: 'en',
    ...more,
  }
}

/** What a person is told of a start that fails. */
async function failure(
  more: Partial<ServerSettings>,
  language: ServerSettings['language'] = 'en',
): Promise<readonly string[]> {
  try {
    const server = await startServer(await settings(more))
    await server.close()
  } catch (error) {
    return tellStartFailure(error, language)
  }
  throw new assert.AssertionError({ message: 'it started' })
}

describe('starting a server', () => {
  it('gives each person and agent one key, once, and only with what they may do', async () => {
    const wish = await settings({ dataFolder: at('keys') })
    const first = await startServer(wish)
    assert.deepEqual(
      first.firstKeys.map(({ kind, id }) => `${kind} ${id}`),
      ['person anna', 'person omar', 'person sanne', 'person ruth', 'agent reporter'],
    )
    const ruth = first.firstKeys.find(({ id }) => id === 'ruth')
    assert.equal(
      ruth?.does,
      'look, review past decisions, make exhibits for outsiders, assess AI systems, raise incidents',
    )
    assert.equal(first.sluis.identity.authenticatePerson(ruth?.key ?? '')?.id, 'ruth')
    await first.close()
    const second = await startServer(wish)
    assert.deepEqual(second.firstKeys, [])
    assert.equal(second.sluis.identity.authenticatePerson(ruth?.key ?? '')?.id, 'ruth')
    await second.close()
  })

  it('gives everyone a new key when none is left, and the old ones open nothing', async () => {
    const wish = await settings({ dataFolder: at('lost') })
    const first = await startServer(wish)
    await first.close()
    rmSync(at('lost/identity.db'))
    const second = await startServer(wish)
    assert.equal(second.firstKeys.length, 5)
    for (const { key } of first.firstKeys) assert.equal(second.sluis.identity.authenticatePerson(key), undefined)
    await second.close()
  })

  it('makes no key when it fails, so that the next start shows them all', async () => {
    using taken = await takenPort()
    assert.match((await failure({ dataFolder: at('late'), deskPort: taken.port }))[0] ?? '', /SLUIS_DESK_PORT/)
    const server = await startServer(await settings({ dataFolder: at('late') }))
    assert.equal(server.firstKeys.length, 5)
    await server.close()
  })

  it('says in one line which port is taken and how to choose another', async () => {
    using taken = await takenPort()
    const { port } = taken
    const rest = `Port ${port} is in use by another program. Close that one, or choose another port:`
    assert.deepEqual(await failure({ gatePort: port }), [`${rest} SLUIS_GATE_PORT=${port + 10}`])
    assert.deepEqual(await failure({ deskPort: port }), [`${rest} SLUIS_DESK_PORT=${port + 10}`])
  })

  it('says that another Sluis has the data folder', async () => {
    const server = await startServer(await settings())
    const [line, ...more] = await failure({})
    await server.close()
    assert.match(line ?? '', /^The data folder \S+ is in use by another Sluis\. Close that one first, or choose/)
    assert.deepEqual(more, [])
  })

  it('names each problem of the organisation on a line of its own', async () => {
    cpSync(at('organisation'), at('broken'), { recursive: true })
    writeFileSync(at('broken/tools.yaml'), 'servers: {}\nsources: 3\n')
    const lines = await failure({ organisationFolder: at('broken') })
    assert.deepEqual(
      lines.map((line) => line.replace(/:\d+: .*/, '')),
      ['tools.yaml:1', 'tools.yaml:2'],
    )
    cpSync(at('organisation'), at('unruly'), { recursive: true })
    writeFileSync(at('unruly/policies/more.cedar'), 'permit (principal, action, resource);\npermit\n')
    assert.match((await failure({ organisationFolder: at('unruly') })).join('\n'), /^policies\/more\.cedar:\d+: /)
    assert.match(
      (await failure({ organisationFolder: at('books') }))[0] ?? '',
      /point Sluis at a folder that has this file$/,
    )
  })

  it('says what to do about a data folder that is none, or whose log is damaged', async () => {
    writeFileSync(at('a-file'), '')
    assert.match(
      (await failure({ dataFolder: at('a-file') })).join('\n'),
      /^\S+a-file is no folder\. Choose another .*$/,
    )
    mkdirSync(at('damaged'))
    writeFileSync(at('damaged/journal.db'), 'this is no database, whatever its name says')
    const lines = await failure({ dataFolder: at('damaged') })
    assert.match(lines.join('\n'), /^The log in \S+damaged is damaged \(.*\)\. Put a backup back, or begin in .*$/)
  })

  it('says that a disk may be read-only where the folder can not be made, and blames no folder for a database', async () => {
    const cause = Object.assign(new Error("ENOENT: no such file or directory, mkdir '/mnt/data'"), { code: 'ENOENT' })
    const readOnly = tellStartFailure(new StartError(await settings({ dataFolder: '/mnt/data' }), cause), 'en')
    assert.deepEqual(readOnly, [
      "The folder /mnt/data can't be made; the disk may be read-only. Choose another data folder.",
    ])
    const database = `postgres://sluis:secret@127.0.0.1:${await freePort()}/sluis`
    const [line = '', ...more] = await failure({ dataFolder: at('shared'), database })
    assert.match(
      line,
      /^The log of \S+ can't be written: the database refuses or is away: .*ECONNREFUSED.*\. Mend that/,
    )
    assert.doesNotMatch(line, /secret/)
    assert.deepEqual(more, [])
  })

  it('says of a database that lacks entries that another server has them, and blames no folder (P11)', async () => {
    const missing = { nl: '2 vermeldingen zijn hier niet', en: '2 entries are not here' }
    const database = 'postgres://sluis:secret@db.example/sluis'
    const cause = new JournalError('behind', missing)
    const told = (language: 'nl' | 'en') =>
      tellStartFailure(new StartError({ dataFolder: '/d', database, gatePort: 1, deskPort: 2 }, cause), language).join()
    assert.match(
      told('en'),
      /SLUIS_DATABASE lacks entries .*: 2 entries are not here\. If a standby .*nothing has changed/,
    )
    assert.match(told('nl'), /SLUIS_DATABASE mist vermeldingen .*: 2 vermeldingen zijn hier niet\. Is er een standby/)
    assert.doesNotMatch(told('nl') + told('en'), /secret|\/d\b/)
  })

  it('says in the reader’s language what is wrong with the key, the signer or a checkpoint, and what to do', async () => {
    const dataFolder = at('told')
    await (await startServer(await settings({ dataFolder }))).close()
    const inDutch = async (more: Partial<ServerSettings> = {}) => (await failure({ dataFolder, ...more }, 'nl')).join()
    const key = join(dataFolder, 'log.key')
    chmodSync(key, 0o644)
    assert.match(
      await inDutch(),
      /log\.key is ook voor anderen dan de eigenaar te lezen; geef chmod 600\. Ligt hij bij/,
    )
    renameSync(key, at('kept.key'))
    assert.match(
      await inDutch(),
      /^De sleutel is niet te gebruiken: \S+log\.key is er niet; zet het terug\. Ligt hij bij/,
    )
    const custody = { signer: at('no-signer'), known: [] }
    assert.match(
      await inDutch({ custody }),
      /: de ondertekenaar op \S+no-signer antwoordt niet \(.*ENOENT.*Verhelp dat/,
    )
    const note = readFileSync(join(dataFolder, 'newest-checkpoint'), 'utf8')
    renameSync(dataFolder, at('told-before'))
    await (await startServer(await settings({ dataFolder }))).close()
    const ahead = { known: [{ name: 'bewaard', note }] }
    assert.match(await inDutch({ custody: ahead }), /bewaard is geen controlepunt van dit log en zijn sleutel/)
    assert.match(
      (await failure({ dataFolder, custody: ahead })).join(),
      /bewaard is no checkpoint of this log and its key: .*\. Give another checkpoint .* Nothing of the log has changed\.$/,
    )
  })

  it('says how to write the mail server’s address, and does not repeat a password in it', async () => {
    const environment = { SLUIS_SMTP_URL: 'smtp://secret@mail.example.nl' }
    const [line = '', ...more] = await failure({ dataFolder: at('mail'), environment }, 'nl')
    assert.match(line, /^Het adres van de mailserver is niet te gebruiken\. Geef het als smtp:/)
    assert.doesNotMatch(line, /secret/)
    assert.deepEqual(more, [])
  })

  it('tells a defect with its place, so that it can be mended', () => {
    const [line, defect, place] = tellStartFailure(new TypeError('x is not a function'), 'nl')
    assert.deepEqual([line, defect], ['Sluis kon niet starten.', 'TypeError: x is not a function'])
    assert.match(place ?? '', /^ {4}at .*serve\.test\.ts/)
  })
})
