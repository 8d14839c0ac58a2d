// SPDX-License-Identifier: EUPL-1.2
// The unit of examples/service under a real systemd, which boots nothing else, in namespaces of its own. Only the user
// and where the output goes are others.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../examples/weekly-report/free-port.ts'
import { until } from '../e2e/harness.ts'
import { connectAgent } from '../e2e/outside-agent.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const unit = join(root, 'examples/service/sluis.service')
const systemd = '/lib/systemd/systemd'

describe('the unit', { skip: existsSync('/usr/bin/systemd-analyze') ? false : 'needs systemd (Debian)' }, () => {
  it('leaves little open, as systemd itself reckons', () => {
    const { status, stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit])
    assert.equal(status, 0, String(stdout).split('\n').slice(-5).join('\n'))
  })
})

/** Why no systemd runs here; false where one that only makes a file did so. */
async function missing(): Promise<string | false> {
  if (!existsSync(systemd)) return 'needs systemd (Debian)'
  if (process.getuid?.() !== 0) return 'needs root'
  const folder = mkdtempSync(join(tmpdir(), 'sluis-systemd-'))
  const unit = '/run/systemd/system/sluis.service'
  const boot = bootIn(folder, '', `printf '[Service]\\nExecStart=/bin/touch ${folder}/made\\n' > ${unit}`)
  try {
    await until('systemd has made a file', () => existsSync(join(folder, 'made')), 60_000)
    return false
  } catch {
    return 'no systemd can run in namespaces of its own here'
  } finally {
    boot.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

const skip = await missing()

describe('Sluis as a service', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-service-'))
  const at = (name: string): string => join(folder, name)
  // Mount points that a machine may not have; nothing is written to them outside the namespace.
  const places = ['/etc/sluis', '/opt/sluis'].filter((place) => !existsSync(place))
  let [deskPort, gatePort] = [0, 0]
  let boot: ChildProcess
  let manager = ''
  before(async () => {
    for (const place of places) mkdirSync(place)
    ;[deskPort, gatePort] = [await freePort(), await freePort()]
    writeFileSync(
      at('environment'),
      `LANG=en_GB.UTF-8\nSLUIS_DESK_PORT=${deskPort}\nSLUIS_GATE_PORT=${gatePort}\n${readFileSync(join(root, 'examples/service/environment'), 'utf8')}`,
    )
    writeFileSync(at('out'), '')
    const output = `StandardOutput=append:${at('out')}\nStandardError=append:${at('out')}`
    boot = bootIn(folder, `[Service]\nUser=nobody\nGroup=nogroup\n${output}`, placed(folder))
    const isUp = (): boolean => {
      if (boot.exitCode !== null) throw new Error(said())
      return said().includes('To end: Ctrl-C')
    }
    await until('the service runs', isUp, 60_000)
    manager = readFileSync(`/proc/${boot.pid}/task/${boot.pid}/children`, 'utf8').trim()
  })
  after(() => {
    boot.kill('SIGKILL')
    for (const place of places) rmdirSync(place)
    rmSync(folder, { recursive: true, force: true })
  })
  const said = (): string => readFileSync(at('out'), 'utf8')
  const keyOf = (id: string): string => new RegExp(`\\(${id}\\)[^\\n]*\\n\\s+(sl[ap]_\\S+)`).exec(said())?.[1] ?? ''
  /** A command beside the service, where systemd is. */
  const beside = (...command: readonly string[]): string => {
    const { stdout, stderr } = spawnSync('nsenter', ['-t', manager, '-m', '-p', ...command], { encoding: 'utf8' })
    return stdout + stderr
  }

  it('runs without any right of root', () => {
    const status = beside('sh', '-c', 'cat /proc/$(systemctl show -P MainPID sluis)/status')
    assert.match(status, /CapEff:\s+0+\n/)
    assert.match(status, /CapBnd:\s+0+\n/)
    assert.match(status, /NoNewPrivs:\s+1\n/)
    assert.match(status, /Seccomp:\s+2\n/)
    assert.doesNotMatch(status, /Uid:\s+0\s/)
  })

  it('opens both doors, and starts its tool servers within the same walls', { timeout: 60_000 }, async () => {
    const headers = { authorization: `Bearer ${keyOf('anna')}` }
    const me = await fetch(`http://127.0.0.1:${deskPort}/api/v1/me`, { headers })
    assert.equal(me.status, 200)
    await using agent = await connectAgent(`http://127.0.0.1:${gatePort}`, keyOf('reporter'))
    const { isError, text } = await agent.call('books_read_text_file', { path: 'crm.csv' })
    assert.equal(isError, false, text)
  })

  it('ends in order when systemd stops it', { timeout: 60_000 }, () => {
    beside('systemctl', 'stop', 'sluis')
    assert.match(beside('systemctl', 'show', '-P', 'Result', 'sluis'), /^success/)
    assert.match(said(), /Sluis closes …/)
  })
})

/** What the guide puts on a machine, in its places. */
function placed(folder: string): string {
  return `mount --bind ${root} /opt/sluis
mount -t tmpfs tmpfs /etc/sluis
cp -r ${root}/examples/weekly-report/organisation ${root}/examples/weekly-report/books /etc/sluis
cp ${folder}/environment /etc/sluis/environment
mount -t tmpfs tmpfs /var/lib
cp ${unit} /run/systemd/system`
}

/**
 * A systemd that starts the unit, with these other settings, and nothing else of the machine. Its shared memory is its
 * own: RemoveIPC= removes all of its user's, and PostgreSQL of a test beside runs as that user.
 */
function bootIn(folder: string, others: string, before: string): ChildProcess {
  writeFileSync(
    join(folder, 'boot'),
    `set -e
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /dev/shm
mkdir -p /run/systemd/system/sluis.service.d /run/lock
${before}
printf '[Unit]\\nDefaultDependencies=no\\nWants=\\nAfter=\\n%b\\n' '${others}' > /run/systemd/system/sluis.service.d/test.conf
printf '[Unit]\\nDefaultDependencies=no\\nWants=sluis.service\\n' > /run/systemd/system/only.target
exec ${systemd} --unit=only.target --log-target=null --show-status=0
`,
  )
  const apart = ['--pid', '--fork', '--kill-child=SIGKILL', '--mount', '--mount-proc', '--cgroup', '--uts', '--ipc']
  return spawn('unshare', [...apart, 'bash', join(folder, 'boot')], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, container: 'sluis' },
  })
}
