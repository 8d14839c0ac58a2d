// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { cosign, formatNote, formatReceipt, formatVerifierKey, inclusionProof, keyTypes, parseNote } from '../index.ts'
import { testKey } from '../test/keys.ts'
import { MemoryLog, numberedEntries } from '../test/memory-log.ts'
import { printable } from '../words/tell.ts'
import { wordsIn } from '../words/words.ts'
import { languageOf } from './arguments.ts'
import { commandWordsIn } from './command-words.ts'
import { runCommand } from './index.ts'
import { Progress } from './progress.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluis-log-'))
after(() => rmSync(folder, { recursive: true }))
const at = (name: string): string => join(folder, name)
function put(name: string, content: string | Uint8Array): string {
  mkdirSync(dirname(at(name)), { recursive: true })
  writeFileSync(at(name), content)
  return at(name)
}

const log = testKey('example.com/log', 1)
const witness = testKey('witness.example/w1', 2, keyTypes.cosignature)
const memory = MemoryLog.of(numberedEntries(300))
const checkpoint = await memory.checkpoint(log.signer)
const note = parseNote(checkpoint)
const cosigned = formatNote({
  ...note,
  signatures: [...note.signatures, await cosign(note.text, witness.signer, 1767139200)],
})
const key = formatVerifierKey(log.key)
const otherKey = formatVerifierKey(testKey('example.com/other', 3).key)

for (const [path, bytes] of await memory.files(log.signer)) put(`log/${path}`, bytes)
for (const [path, bytes] of await memory.files(log.signer, 299)) put(`cut/${path}`, bytes)
const directory = at('log')
const later = put('later', checkpoint)
const proof = await inclusionProof(7, 300, memory.readTile)
const bare = put('bare.tlog-proof', formatReceipt({ index: 7, proof, checkpoint }))
const carrying = put(
  'carrying.tlog-proof',
  formatReceipt({ index: 7, proof, checkpoint: cosigned, extra: Buffer.from('entry number 7') }),
)
const entry = put('entry', 'entry number 7')

interface Answer {
  readonly code: number
  readonly out: string
  readonly error: string
}

async function run(...args: string[]): Promise<Answer> {
  let [out, error] = ['', '']
  const code = await runCommand(args, {
    out: (text) => {
      out += text
    },
    error: (text) => {
      error += text
    },
    isInteractive: false,
    environment: { LANG: 'en_GB.UTF-8' },
  })
  return { code, out, error }
}

describe('sluis-log verify', () => {
  it('exits 0 for a valid log, and says what is proven and what is not', async () => {
    const { code, out, error } = await run('verify', directory, '--key', key)
    assert.deepEqual([code, error], [0, ''])
    assert.match(out, /^VALID\nLog: +example\.com\/log, 300 entries\n/)
    assert.match(out, /Not proven: that others were shown the same log/)
  })

  it('says what to look at before anybody is accused: a copy that is not whole, a web page, another key', async () => {
    const whole = [...(await memory.files(log.signer))]
    for (const [path, bytes] of whole) {
      put(`half/${path}`, path.startsWith('tile/entries') ? bytes.subarray(0, bytes.length / 2) : bytes)
      if (!path.startsWith('tile/entries')) put(`lost/${path}`, bytes)
      put(`page/${path}`, path === 'checkpoint' ? '<!doctype html><title>Not found</title>' : bytes)
    }
    for (const name of ['half', 'lost', 'page']) {
      const { code, out } = await run('verify', at(name), '--key', key)
      assert.deepEqual([code, /fetch it again before you conclude anything/.test(out)], [1, true], `${name}: ${out}`)
    }
    const renamed = formatVerifierKey({ ...testKey('example.com/log', 9).key })
    const other = await run('verify', directory, '--key', renamed)
    assert.match(other.out, /^INVALID\n.*ask whoever gave you the key before/s)
  })

  it('gives no such excuse to a log that was changed', async () => {
    for (const [path, bytes] of await memory.files(log.signer)) {
      const changed = Buffer.from(bytes)
      if (path.startsWith('tile/entries')) changed[5] = 0x21
      put(`altered/${path}`, changed)
    }
    const { code, out } = await run('verify', at('altered'), '--key', key)
    assert.equal(code, 1)
    assert.match(out, /was altered/)
    assert.doesNotMatch(out, /before you conclude/)
  })

  it('takes the key from a file', async () => {
    assert.equal((await run('verify', directory, '--key', put('key', `${key}\n`))).code, 0)
  })

  it('tells which witnesses saw it and when, if the policy knows them', async () => {
    for (const [path, bytes] of await memory.files(log.signer))
      put(`witnessed/${path}`, path === 'checkpoint' ? cosigned : bytes)
    const policy = put('policy', `log ${key}\nwitness w1 ${formatVerifierKey(witness.key)}\nquorum w1\n`)
    const { code, out } = await run('verify', at('witnessed'), '--policy', policy)
    assert.equal(code, 0)
    assert.match(out, /Witnessed by: witness\.example\/w1, 2025-12-31T00:00:00\.000Z/)
    assert.match((await run('verify', at('witnessed'), '--key', key)).out, /Ignored: +1 signature/)
    assert.equal((await run('verify', directory, '--policy', policy)).code, 1)
  })

  it('exits 1 for an altered log and names the entry', async () => {
    for (const [path, bytes] of await memory.files(log.signer)) put(`altered/${path}`, bytes)
    const bundle = readFileSync(at('altered/tile/entries/000'))
    put(
      'altered/tile/entries/000',
      bundle.fill('X', bundle.indexOf('entry number 42'), bundle.indexOf('entry number 42') + 1),
    )
    const { code, out } = await run('verify', at('altered'), '--key', key)
    assert.equal(code, 1)
    assert.match(out, /^INVALID\n- tile\/entries\/000, entry 42: was altered/)
    assert.match(
      (await run('verify', at('altered'), '--key', key, '--lang', 'nl')).out,
      /^ONGELDIG\n- tile\/entries\/000, vermelding 42: is gewijzigd/,
    )
  })

  it('exits 1 for a log whose end was cut off, against a later checkpoint', async () => {
    assert.equal((await run('verify', at('cut'), '--key', key)).code, 0)
    const { code, out } = await run('verify', at('cut'), '--key', key, '--against', later)
    assert.equal(code, 1)
    assert.match(out, /later, entry 299: the end of the log was cut off/)
    assert.equal((await run('verify', directory, '--key', key, '--against', later, '--against', bare)).code, 0)
  })

  it('exits 2 for a misuse, with the usage', async () => {
    const misuses = [
      [],
      ['verify'],
      ['verfy', directory],
      ['verify', directory, 'more'],
      ['verify', directory, '--kee', key],
      ['verify', directory, '--key'],
      ['verify', directory, '--key', key, '--policy', 'x'],
      ['verify', directory, '--key', key, '--entry', entry],
      ['verify', bare, '--key', key, '--entry', entry, '--against', later],
      ['verify', directory, '--key', key, '--lang', 'fr'],
    ]
    for (const args of misuses) {
      const { code, out, error } = await run(...args)
      assert.deepEqual([code, out], [2, ''], args.join(' '))
      assert.match(error, /^sluis-log verify </)
    }
  })

  it('exits 2 when what was given beside the log can not be used', async () => {
    const cases = [
      ['--key', 'garbage'],
      ['--key', formatVerifierKey(witness.key)],
      ['--policy', at('nowhere')],
      ['--policy', put('no-policy', 'hello\n')],
      ['--key', key, '--against', put('no-checkpoint', 'hello\n')],
      ['--key', key, '--against', put('forged', checkpoint.replace('300', '301'))],
    ]
    for (const args of cases) {
      const { code, out, error } = await run('verify', directory, ...args)
      assert.deepEqual([code, out], [2, ''], args.join(' '))
      assert.match(error, /^Can not be used: /)
    }
  })

  it('exits 3 without the right key: unknown, never valid', async () => {
    for (const args of [[], ['--key', otherKey]]) {
      const { code, out } = await run('verify', directory, ...args)
      assert.equal(code, 3)
      assert.match(out, /^KEY UNKNOWN\n/)
      assert.match(out, /example\.com\/log/)
    }
    assert.equal((await run('verify', carrying)).code, 3)
    assert.equal((await run('verify', carrying, '--key', otherKey)).code, 3)
  })

  it('exits 4 for what is not there', async () => {
    for (const target of [at('nowhere'), at('entry/x'), 'a\0b', 'x'.repeat(10_000)]) {
      assert.equal((await run('verify', target, '--key', key)).code, 4)
    }
    assert.match((await run('verify', 'http://127.0.0.1:1/', '--key', key)).out, /^CAN'T BE REACHED\n/)
  })

  it('verifies a proof with its entry beside it, or carried in it', async () => {
    for (const args of [[bare, '--entry', entry], [carrying], [carrying, '--entry', entry]]) {
      const { code, out } = await run('verify', ...args, '--key', key)
      assert.equal(code, 0, args.join(' '))
      assert.match(out, /Entry: +number 7, 14 bytes\nentry number 7\n/)
      assert.match(out, /Proven: this entry stands in the log.*Not proven: what else the log holds/)
    }
  })

  it('refuses a proof of another entry, with any byte changed, or that is none', async () => {
    assert.equal((await run('verify', bare, '--key', key, '--entry', put('other', 'entry number 8'))).code, 1)
    const bytes = readFileSync(carrying)
    const end = bytes.indexOf('\u2014 witness')
    for (let i = 0; i < end; i++) {
      const { code } = await run(
        'verify',
        put('changed', Buffer.from(bytes).fill((bytes[i] ?? 0) ^ 1, i, i + 1)),
        '--key',
        key,
      )
      assert.equal(code, 1, `byte ${i}`)
    }
    assert.equal((await run('verify', put('none', 'hello'), '--key', key)).code, 1)
    const { code, error } = await run('verify', bare, '--key', key)
    assert.deepEqual([code, error], [2, 'The proof does not carry its entry: give the entry with --entry.\n'])
  })

  it('helps, in the language that was asked for', async () => {
    assert.match((await run('--help')).out, /Exit codes: 0 valid/)
    assert.match((await run('-h', '--lang', 'nl')).out, /Uitkomsten: 0 geldig/)
    assert.deepEqual(
      ['nl_NL.UTF-8', 'nl', 'en_GB', 'C', 'fr_FR'].map((LANG) => languageOf({ LANG })),
      ['nl', 'nl', 'en', 'en', 'en'],
    )
    assert.equal(languageOf({ LANG: 'nl_NL', LC_ALL: 'en_US' }), 'en')
  })

  it('says the same things in both languages', () => {
    const [english, dutch] = [wordsIn('en'), wordsIn('nl')]
    assert.deepEqual(Object.keys(english), Object.keys(dutch))
    assert.deepEqual(Object.keys(english.labels), Object.keys(dutch.labels))
    assert.deepEqual(Object.keys(commandWordsIn('en')), Object.keys(commandWordsIn('nl')))
    assert.deepEqual(Object.keys(english.findings), Object.keys(dutch.findings))
  })

  it('lets nothing from a log command the terminal', () => {
    assert.equal(printable('a\x1b[2Jb\rc\u202ed\u0085é€'), 'a\ufffd[2Jb\ufffdc\ufffdd\ufffdé€')
  })

  it('lets no file of a log, nor anything named on the command line, do so either', async () => {
    for (const [path, bytes] of await memory.files(log.signer)) put(`hostile/${path}`, bytes)
    put('hostile/a\u001b[2Jb', '')
    for (const { out, error } of [
      await run('verify', at('hostile'), '--key', key),
      await run('verify', at('none\u001b[2J'), '--key', key),
      await run('verify', directory, '--key', key, '--against', at('none\u001b[2J')),
    ]) {
      assert.match(`${out}${error}`, /\ufffd\[2J/)
      assert.ok(!`${out}${error}`.includes('\u001b'))
    }
  })
})

describe('progress', () => {
  const progressWords = { ...wordsIn('en'), ...commandWordsIn('en') }
  it('is silent for a second, then tells, and ends its line', (context) => {
    const told: string[] = []
    let now = 0
    context.mock.method(performance, 'now', () => now)
    const progress = new Progress({ error: (text) => told.push(text), isInteractive: true }, progressWords)
    progress.show(1, 10)
    progress.end()
    assert.deepEqual(told, [])
    now = 1001
    progress.show(5, 10)
    progress.show(6, 10)
    progress.end()
    assert.deepEqual(told, ['\r5 of 10 entries checked', '\n'])
  })

  it('says after a second that no answer has come yet, and not once one has', (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] })
    const told: string[] = []
    const start = (): Progress =>
      new Progress({ error: (text) => told.push(text), isInteractive: false }, progressWords)
    start().show(1, 10)
    start().end()
    context.mock.timers.tick(2000)
    assert.deepEqual(told, [])
    start()
    context.mock.timers.tick(2000)
    assert.deepEqual(told, ['waiting for an answer\n'])
  })
})

describe('the command as a process', () => {
  const bin = fileURLToPath(new URL('../../bin/sluis-log.cjs', import.meta.url))
  const start = (...args: string[]): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', env: { LANG: 'nl_NL.UTF-8' } })

  it('gives its answer on stdout, and its exit code', () => {
    const valid = start('verify', directory, '--key', key)
    assert.equal(valid.status, 0, String(valid.stderr))
    assert.match(String(valid.stdout), /^GELDIG\n/)
    assert.equal(start('verify', directory).status, 3)
    assert.equal(start('verify', at('nowhere'), '--key', key).status, 4)
    const misused = start()
    assert.equal(misused.status, 2)
    assert.match(String(misused.stderr), /^sluis-log verify <map/)
  })

  it('ends with its answer, whatever a server still keeps waiting', async () => {
    const files = await memory.files(log.signer)
    const server = createServer(({ url }, response) => {
      if (url === '/checkpoint') response.end(files.get('checkpoint'))
      // The first leaf tile is gone, and so the log is invalid; for the next one the server never answers.
      else if (url?.endsWith('/000')) response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    assert.ok(address !== null && typeof address === 'object')
    const child = spawn(process.execPath, [bin, 'verify', `http://127.0.0.1:${address.port}`, '--key', key])
    const killed = setTimeout(() => child.kill(), 15_000)
    const status = await new Promise((resolve) => child.on('close', resolve))
    clearTimeout(killed)
    server.closeAllConnections()
    server.close()
    assert.equal(status, 1)
  })

  it('says in one line that a Node is too old', () => {
    const source = readFileSync(bin, 'utf8').replace(/^#!.*\n/, '')
    const script = `Object.defineProperty(process.versions, 'node', { value: '18.1.0' });${source}`
    const old = spawnSync(process.execPath, ['--input-type=commonjs', '-e', script], {
      encoding: 'utf8',
      env: { LANG: 'en' },
    })
    assert.deepEqual([old.status, old.stderr], [2, 'sluis-log needs Node 20 or newer; this is 18.1.0.\n'])
  })
})
