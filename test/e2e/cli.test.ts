// SPDX-License-Identifier: EUPL-1.2
// The `sluis` command as people run it: the real binary as a process of its own, against a real server that the same
// binary started, with the example's organisation and its stand-ins.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import {
  modelId,
  type StandIn,
  startMailServer,
  startScriptedModel,
} from '../../examples/weekly-report/stand-ins/index.ts'
import { until } from './harness.ts'

const bin = fileURLToPath(new URL('../../packages/server/bin/sluis.js', import.meta.url))
const example = fileURLToPath(new URL('../../examples/weekly-report/', import.meta.url))
const cases = fileURLToPath(new URL('../../examples/weekly-report/organisation/policies/cases', import.meta.url))

interface Answer {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<Answer>
  /** What it printed so far. */
  printed(): string
}

/** For a machine that has other things to do; nothing here is timed. */
const patienceMs = 60_000

const folder = mkdtempSync(join(tmpdir(), 'sluis-cli-'))
const at = (name: string): string => join(folder, name)
const standIns: StandIn[] = []
const environment: Record<string, string> = { LANG: 'en_GB.UTF-8', PATH: process.env.PATH ?? '' }
const keys = new Map<string, string>()
let server: Started

function start(args: readonly string[], { env = {}, input = '', node = [] }: Options = {}): Started {
  const child = spawn(process.execPath, [...node, bin, ...args], { cwd: folder, env: { ...environment, ...env } })
  let [out, error] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    error += text
  })
  child.stdin.end(input)
  const { promise: ended, resolve, reject } = Promise.withResolvers<Answer>()
  child.on('error', reject)
  child.on('close', (code) => resolve({ code, out, error }))
  return { child, ended, printed: () => out + error }
}

interface Options {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly node?: readonly string[]
}

const run = (args: readonly string[], options?: Options): Promise<Answer> => start(args, options).ended

/** One command as one person. */
const as = (who: string, ...args: readonly string[]): Promise<Answer> => run(args, { env: { SLUIS_KEY: keyOf(who) } })

function keyOf(who: string): string {
  const key = keys.get(who)
  if (key === undefined) throw new RangeError(`${who} got no key`)
  return key
}

// biome-ignore lint/suspicious/noExplicitAny: what a machine gets is what these tests look into
async function jsonAs(who: string, ...args: readonly string[]): Promise<any> {
  const { code, out, error } = await as(who, ...args, '--json')
  assert.equal(code, 0, error)
  return JSON.parse(out)
}

async function serve(): Promise<Started> {
  const started = start(['serve', '--organisation', at('organisation'), '--data', at('data')])
  const isRunning = (): boolean => {
    if (started.child.exitCode !== null) throw new Error(started.printed())
    return started.printed().includes('To end: Ctrl-C')
  }
  await until('Sluis runs', isRunning, patienceMs)
  return started
}

async function openCases(): Promise<readonly { readonly id: string; readonly summary: string }[]> {
  return (await jsonAs('sanne', 'cases')).cases
}

before(async () => {
  for (const part of ['books', 'organisation']) cpSync(join(example, part), at(part), { recursive: true })
  const mail = await startMailServer({ folder: at('mail') })
  const model = await startScriptedModel()
  standIns.push(mail, model)
  Object.assign(environment, {
    SLUIS_MODEL_URL: model.url,
    SLUIS_MODEL: modelId,
    SLUIS_SMTP_URL: mail.url,
    SLUIS_GATE_PORT: String(await freePort()),
    SLUIS_DESK_PORT: String(await freePort()),
  })
  server = await serve()
  for (const [, id = '', key = ''] of server.printed().matchAll(/\((\w+)\): .*\n\s+(sl[pa]_\S+)\n/g)) keys.set(id, key)
})

after(async () => {
  server.child.kill('SIGTERM')
  await server.ended
  await Promise.all(standIns.map((standIn) => standIn.stop()))
  rmSync(folder, { recursive: true, force: true })
})

describe('sluis serve', () => {
  it('shows everyone their key on the very first start, with what it is for', () => {
    assert.deepEqual([...keys.keys()].sort(), ['anna', 'omar', 'reporter', 'ruth', 'sanne'])
    assert.match(
      server.printed(),
      /Sanne Kuipers \(sanne\): look, stop, decide cases, assess AI systems, raise incidents\n/,
    )
    assert.match(
      server.printed(),
      /\(reporter\): agent of Weekly sales report and reminders; opens the gate and nothing/,
    )
  })

  it('says that a new log begins, for whoever expected another', () => {
    assert.ok(server.printed().includes(`There was no log in ${at('data')}; a new one begins here.`))
  })

  it('refuses to start in one clear line for each thing that is wrong, with what to do and no stack trace', async () => {
    cpSync(at('organisation'), at('broken'), { recursive: true })
    writeFileSync(at('broken/tools.yaml'), 'servers: {}\nsources: 3\n')
    const env = { SLUIS_GATE_PORT: String(await freePort()) }
    const [taken, broken] = await Promise.all([
      run(['serve', '--organisation', at('organisation'), '--data', at('other')], { env }),
      run(['serve', '--organisation', at('broken'), '--data', at('other')], { env }),
    ])
    assert.deepEqual([taken.code, broken.code], [1, 1])
    assert.match(taken.error, /^Port \d+ is in use by another program\. Close that one, or .*: SLUIS_DESK_PORT=\d+\n$/)
    assert.match(broken.error, /^tools\.yaml:1:\d+: .*\ntools\.yaml:2:\d+: .*\n$/)
  })

  it('refuses an old Node in one line, in the reader’s language', async () => {
    const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } })"
    const node = ['--import', `data:text/javascript,${encodeURIComponent(old)}`]
    const [english, dutch] = await Promise.all([run([], { node }), run([], { node, env: { LANG: 'nl_NL' } })])
    assert.deepEqual([english.code, dutch.code], [1, 1])
    assert.match(english.error, /^Sluis needs Node 24\.15 or newer .*18\.19\.0[^\n]*\n$/)
    assert.match(dutch.error, /^Sluis heeft Node 24\.15 of nieuwer nodig .*18\.19\.0[^\n]*\n$/)
  })
})

describe('sluis, over the people’s API', () => {
  it('starts a task and shows what then waits, and why each call was decided so', async () => {
    const { run: id } = await jsonAs('omar', 'run', 'weekly-report')
    await until('three mails wait', async () => (await openCases()).length === 3, patienceMs)
    const shown = await as('ruth', 'runs', id)
    assert.match(shown.out, /Waits for people:/)
    assert.match(shown.out, /mail_send: denied, by the rules\n.*\n {6}- .*only-invoices-leave: No file but an invoice/s)
    const { calls } = await jsonAs('ruth', 'runs', id)
    assert.ok(
      shown.out.includes(`${calls[0].id}  reporting: allowed`),
      'calls are named as other commands ask for them',
    )
    assert.match((await as('ruth', 'runs')).out, new RegExp(`^${id} {2}\\S+ {2}Weekly sales report`))
  })

  it('shows a case with what, to whom, which facts, which rule, and who is accountable', async () => {
    const open = await openCases()
    const id = open.find(({ summary }) => summary.includes('2026-0108'))?.id ?? ''
    const [{ out }, dutch] = await Promise.all([as('sanne', 'show', id), as('ruth', 'show', id, '--lang', 'nl')])
    assert.match(out, /wants to use mail_send, with:\n {2}To +praktijk@fysiobos\.example\n/)
    assert.match(out, /\n {4}\| Geachte Fysiotherapie Bos,\n/)
    assert.match(out, /invoices\/2026-0108\.xml, \d+ bytes, SHA-256 [0-9a-f]{64}\n/)
    assert.match(out, /Overdue and unpaid +yes\n/)
    assert.match(
      out,
      /- outside-mail-needs-finance: A person looks at mail before it goes outside\. \[approve:finance\]/,
    )
    assert.match(out, /\nAccountable +Anna Verhage \(anna\)\n/)
    assert.match(out, new RegExp(`Yours to decide: sluis approve ${id}`))
    assert.match(dutch.out, /Niet aan u: Finance beslist\./)
    const explained = await as('sanne', 'policy', 'explain', id, '--organisation', 'organisation')
    assert.match(explained.out, /Needed to go on:\n- approval by finance/)
  })

  it('approves, rejects and edits, and says what was decided in one plain sentence', async () => {
    const [one, two, three] = (await openCases()).map(({ id }) => id)
    const approved = await as('sanne', 'approve', one ?? '')
    assert.match(approved.out, /^Approved: "Herinnering[^\n]*may do this once, until [^\n]*\n$/)
    const rejected = await as('sanne', 'reject', two ?? '', '--reason', 'not this customer')
    assert.match(rejected.out, /^Rejected: "Herinnering[^\n]*; this is not done\.\n$/)
    const denied = await as('sanne', 'edit', three ?? '', '--to', 'somebody@else.example')
    assert.equal(denied.code, 1)
    assert.match(denied.error, /Nothing was changed\.\n(- .*\n)*- invoice-only-to-its-debtor: /)
    const before = await jsonAs('sanne', 'show', three ?? '')
    const edited = await as('sanne', 'edit', three ?? '', '--text', 'Please pay.', '--reason', 'kinder')
    assert.match(edited.out, new RegExp(`^Edited: "Herinnering[^\\n]*in place of ${three}\\)[^\\n]*may do this once`))
    const { successor } = await jsonAs('sanne', 'show', three ?? '')
    const after = await jsonAs('sanne', 'show', successor)
    assert.deepEqual(after.arguments, { ...before.arguments, text: 'Please pay.' })
    assert.equal(after.verdicts[0].reason, 'kinder')
  })

  it('says no in one line when a case is closed, not one’s own, or not there', async () => {
    const { cases: all } = await jsonAs('sanne', 'cases', '--all')
    const { id } = all.find(({ state }: { readonly state: string }) => state === 'rejected')
    const answers = await Promise.all([
      as('sanne', 'approve', id),
      as('anna', 'approve', id),
      as('sanne', 'show', 'case-none'),
      as('sanne', 'show', '../stops'),
    ])
    assert.deepEqual(
      answers.map(({ code }) => code),
      [1, 1, 1, 2],
    )
    assert.match(answers[0]?.error ?? '', /^Closed already\. [^\n]*\n$/)
    assert.match(answers[1]?.error ?? '', /^Not allowed\. [^\n]*\n$/)
  })

  it('stops everything in one line, and only who may resumes (P4)', async () => {
    const stopped = await as('sanne', 'stop', '--all')
    assert.match(stopped.out, /^Stopped: everything\.\nTo lift it: sluis resume (stop-\w+) /)
    const [, id = ''] = /(stop-\w+)/.exec(stopped.out) ?? []
    const [stops, refused] = await Promise.all([as('ruth', 'stops'), as('sanne', 'resume', id, '--reason', 'x')])
    assert.match(stops.out, new RegExp(`^${id} {2}everything\\n.*by Sanne Kuipers \\(sanne\\): no reason given`))
    assert.match(refused.error, /^Not allowed\./)
    assert.match((await as('omar', 'resume', id, '--reason', 'checked')).out, /^The stop on everything is lifted\.\n$/)
    assert.equal((await as('ruth', 'stops')).out, 'Nothing is stopped.\n')
    assert.match(
      (await as('ruth', 'stops', '--past')).out,
      new RegExp(
        `^${id} {2}everything\n {2}stopped .*by Sanne Kuipers.*: no reason.*\n {2}lifted .*by Omar .*: checked\n`,
      ),
    )
  })

  it('stops nothing on a line that does not say what, or that names nobody', async () => {
    const answers = await Promise.all([
      as('sanne', 'stop'),
      as('sanne', 'stop', '--all', '--agent', 'reporter'),
      as('sanne', 'stop', '--agent', 'reportr'),
      as('ruth', 'stop', '--all'),
    ])
    assert.deepEqual(
      answers.map(({ code }) => code),
      [2, 2, 1, 1],
    )
    assert.match(answers[2]?.error ?? '', /nothing was stopped/)
    assert.equal((await as('ruth', 'stops')).out, 'Nothing is stopped.\n')
  })

  it('says that a stop acts when it acts but could not be recorded, and exits 0 with a warning', async () => {
    const unrecorded = createServer((_, response) => {
      response.writeHead(503, { 'content-type': 'application/problem+json', 'api-version': '1.0.0' })
      response.end(JSON.stringify({ status: 503, code: 'stop-unrecorded', title: 'x', detail: 'y' }))
    })
    const port = await freePort()
    await new Promise<void>((resolve) => unrecorded.listen(port, '127.0.0.1', resolve))
    const { code, out, error } = await as('sanne', 'stop', '--agent', 'reporter', '--url', `http://127.0.0.1:${port}`)
    unrecorded.close()
    assert.deepEqual([code, out], [0, 'Stopped: agent reporter.\n'])
    assert.match(error, /^Note: the stop acts, but could not be recorded[^\n]*\n$/)
  })

  it('says what it means when no Sluis can be reached, or something else answers', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`
    const gate = `http://127.0.0.1:${environment.SLUIS_GATE_PORT}`
    const [silent, other, plain] = await Promise.all([
      as('sanne', 'stop', '--all', '--url', nobody),
      as('sanne', 'cases', '--url', gate),
      as('sanne', 'cases', '--url', 'http://sluis.example'),
    ])
    assert.deepEqual([silent.code, other.code, plain.code], [1, 1, 2])
    assert.match(silent.error, /nothing listens there[\s\S]*If Sluis does not run, nothing passes/)
    assert.match(other.error, /is not Sluis, or not this version of it/)
    assert.match(plain.error, /http is only for this machine, because your key is sent along/)
  })

  it('takes a person’s key from a file that only they can read, and no agent’s key', async () => {
    writeFileSync(at('key'), `${keyOf('ruth')}\n`, { mode: 0o600 })
    assert.equal((await run(['stops', '--key-file', at('key')])).code, 0)
    chmodSync(at('key'), 0o644)
    const [open, agent, none] = await Promise.all([
      run(['stops', '--key-file', at('key')]),
      as('reporter', 'stops'),
      run(['stops']),
    ])
    assert.deepEqual([open.code, agent.code, none.code], [1, 1, 1])
    assert.match(open.error, /Others can read .*: chmod 600 /)
    assert.match(agent.error, /^This is an agent's key\./)
    assert.match(none.error, /there is no key/)
  })

  it('loads the organisation anew, and names each problem when it can not', async () => {
    assert.match((await as('anna', 'load')).out, /^Read; what the files say is in force from now on/)
    const file = at('organisation/tasks/weekly-report.yaml')
    const right = readFileSync(file, 'utf8')
    writeFileSync(file, right.replace('agent: reporter', 'agent: nobody'))
    const { code, error } = await as('anna', 'load')
    writeFileSync(file, right)
    assert.equal(code, 1)
    assert.match(error, /the old ones stay in force\.\n- .*nobody/)
  })
})

describe('sluis export-log and verify', () => {
  it('prove a log in a process of its own, and say what they can not prove (P2, P3, P11)', async () => {
    const exported = await run(['export-log', at('log'), '--data', at('data')])
    // Somebody may have more than one data folder, and the wrong log verifies as well as the right one.
    assert.match(exported.out, /^\d+ entries written to \S+log, from \S+\/data\.\n/)
    assert.match(exported.out, /by another way than the log/)
    const key = keyIn(exported.out)
    const { code, out } = await run(['verify', at('log'), '--key', key])
    assert.equal(code, 0, out)
    assert.match(out, /^VALID\n/)
    assert.match(out, /numbered without gaps: reporter 1 to \d+ \(P3\)/)
    assert.match(out, /No allowed call has more than one outcome: \d+ done/)
    assert.match(out, /Not proved:\n- What never passed the gate\./)
    const machine = await run(['verify', at('log'), '--key', key, '--json'])
    assert.equal(JSON.parse(machine.out).result, 'valid')
    assert.equal((await run(['verify', at('log')])).code, 3)
    assert.equal((await run(['verify', at('nowhere'), '--key', key])).code, 4)
    assert.equal((await run(['verify', at('log'), '--key', 'no-key'])).code, 2)
  })

  it('name the entry that was altered, and the end that was cut off', async () => {
    const exported = await run(['export-log', at('later'), '--data', at('data')])
    const key = keyIn(exported.out)
    cpSync(at('log'), at('altered'), { recursive: true })
    const bundle = bundleIn(at('altered'))
    writeFileSync(bundle, readFileSync(bundle, 'latin1').replace('run.started', 'run.StarTed'), 'latin1')
    const altered = await run(['verify', at('altered'), '--key', key])
    assert.equal(altered.code, 1)
    assert.match(altered.out, /^INVALID.*\n- tile\/entries\/.*, entry \d+: was altered/)
    // Whoever shows an old export hides what came after it; a later checkpoint tells.
    await as('omar', 'stop', '--run', 'run-none')
    await run(['export-log', at('latest'), '--data', at('data')])
    const cut = await run(['verify', at('log'), '--key', key, '--against', at('latest/checkpoint')])
    assert.equal(cut.code, 1)
    assert.match(cut.out, /entry \d+: the end of the log was cut off/)
  })

  it('refuse a directory that holds something, and a folder without a log', async () => {
    const [full, none, file] = await Promise.all([
      run(['export-log', at('log'), '--data', at('data')]),
      run(['export-log', at('fresh'), '--data', at('books')]),
      run(['verify', at('log/checkpoint'), '--key', 'k']),
    ])
    assert.deepEqual([full.code, none.code, file.code], [1, 1, 2])
    assert.match(file.error, /is a file; .*A proof \(\.tlog-proof\) is checked by: .*sluis-log verify/)
    assert.match(full.error, /is not empty; choose a new directory/)
    assert.match(none.error, /holds no log[\s\S]*--data/)
  })
})

describe('sluis, without a server', () => {
  it('finds what a text holds, and where, as machines count it', async () => {
    const input = '\uFEFFBSN 111222333, mail jan@voorbeeld.nl'
    const { out } = await run(['inspect', '--json'], { input })
    const found: readonly { kind: string; start: number; end: number }[] = JSON.parse(out)
    const texts = found.map(({ kind, start, end }) => `${kind} ${input.slice(start, end)}`)
    assert.deepEqual(texts, ['bsn 111222333', 'email jan@voorbeeld.nl'])
    assert.match((await run(['inspect'], { input })).out, /^bsn: line 1, character 6 \(\d+ % sure\)\n/)
  })

  it('also finds what the organisation looks for itself, and says where a pattern may be slow', async () => {
    const organisation = ['--organisation', at('looking')]
    cpSync(at('organisation'), at('looking'), { recursive: true })
    const detectors = (pattern: string) => `detectors:\n  - name: case\n    patterns: ['${pattern}']\n`
    writeFileSync(at('looking/detectors.yaml'), detectors('Z-\\d{4}'))
    const input = 'Zaak Z-0815 van Jan.'
    const [plain, own] = await Promise.all([
      run(['inspect', '--json'], { input }),
      run(['inspect', '--json', ...organisation], { input }),
    ])
    assert.deepEqual(JSON.parse(plain.out), [])
    assert.deepEqual(JSON.parse(own.out), [{ kind: 'own:case', start: 5, end: 11, confidence: 0.9 }])
    writeFileSync(at('looking/detectors.yaml'), detectors('Z-\\d+'))
    const [slow, checked] = await Promise.all([
      run(['inspect', ...organisation], { input }),
      run(['policy', 'check', ...organisation]),
    ])
    assert.deepEqual([slow.code, checked.code], [1, 1])
    for (const { error } of [slow, checked])
      assert.match(error, /detectors\.yaml:3:16: the pattern "Z-\\\\d\+" uses \+/)
  })

  it('classifies a system by facts, and refuses what are none with a sentence', async () => {
    writeFileSync(at('facts.json'), '{}')
    writeFileSync(at('wrong.json'), '{"no_such_fact": true}')
    const [machine, person, wrong] = await Promise.all([
      run(['classify', at('facts.json'), '--on', '2026-12-02', '--json']),
      run(['classify', at('facts.json'), '--on', '2026-12-02', '--lang', 'nl']),
      run(['classify', at('wrong.json'), '--on', '2026-12-02']),
    ])
    assert.deepEqual(Object.keys(JSON.parse(machine.out)), ['label', 'strictest', 'hits', 'open', 'obligations'])
    assert.match(person.out, /^Uitkomst\n- Op deze feiten: /)
    assert.equal(wrong.code, 1)
    assert.match(wrong.error, /no_such_fact/)
  })

  it('checks the rules and tries them on examples', async () => {
    const organisation = ['--organisation', at('organisation')]
    const [checked, tested, absent] = await Promise.all([
      run(['policy', 'check', ...organisation]),
      run(['policy', 'test', cases, ...organisation]),
      run(['policy', 'test', at('nowhere'), ...organisation]),
    ])
    assert.deepEqual([checked.code, tested.code, absent.code], [0, 0, 1])
    assert.match(tested.out, /^\d+ passed, 0 failed\n$/)
  })

  it('explains itself in both languages, and exits 2 for what it does not understand', async () => {
    const [dutch, english, typo, nothing, choice] = await Promise.all([
      run(['help', 'stop'], { env: { LC_ALL: 'nl_NL.UTF-8' } }),
      run(['stop', '--help', '--lang', 'en']),
      run(['stpo', '--all']),
      run([]),
      run(['cases', '--lang', 'fr'], { env: { LC_ALL: 'nl_NL.UTF-8' } }),
    ])
    assert.match(dutch.out, /^Gebruik: sluis stop \[opties\]\n\nStopt meteen/)
    assert.match(english.out, /^Usage: sluis stop \[options\]\n\nStops at once/)
    assert.deepEqual([dutch.code, english.code, typo.code, nothing.code, choice.code], [0, 0, 2, 2, 2])
    assert.match(typo.error, /^There is no command "stpo"\.\nDid you mean stop\?\n/)
    assert.match(choice.error, /^"fr" past niet bij --lang <nl\|en>; kies uit: nl, en\n/)
  })
})

describe('sluis serve, ended and started again', () => {
  it('closes in order on SIGTERM, shows no keys again, and knows the old ones', async () => {
    server.child.kill('SIGTERM')
    assert.equal((await server.ended).code, 0)
    server = await serve()
    assert.doesNotMatch(server.printed(), /sl[pa]_|There was no log/)
    assert.match(
      server.printed(),
      /Lost\? An owner makes a new one: .* keys\. .*close Sluis and give .* keys recover person:… --organisation/,
    )
    assert.equal((await as('ruth', 'cases')).code, 0)
  })
})

function keyIn(text: string): string {
  return /The verifier key:\n {2}(\S+)/.exec(text)?.[1] ?? ''
}

/** The last bundle of a log: its only one, while the log is small. */
function bundleIn(directory: string): string {
  const folder = join(directory, 'tile/entries')
  return join(folder, readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().at(-1) ?? '')
}
