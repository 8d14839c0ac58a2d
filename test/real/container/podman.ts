// SPDX-License-Identifier: EUPL-1.2
// Podman with a store of its own, and base images made of this machine's Debian packages: no registry of images is asked.
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../../..')
/** What of Debian's smallest image Sluis needs: a shell, its tools, what Node links to, and what these rest on. */
const packages = ['base-files', 'coreutils', 'dash', 'libc6', 'libgcc-s1', 'libstdc++6']
const beneath = ['libacl1', 'libattr1', 'libgmp10', 'libpcre2-8-0', 'libselinux1', 'libssl3']

export interface Ended {
  readonly status: number | null
  readonly text: string
}

export class Podman implements AsyncDisposable {
  // Images are large, and /tmp is memory on some machines.
  readonly folder = mkdtempSync('/var/tmp/sluis-')
  readonly #env: NodeJS.ProcessEnv = {
    ...process.env,
    // What it writes on its way, and leaves there when whoever reads its output ends early.
    TMPDIR: this.folder,
    CONTAINERS_CONF: this.at('containers.conf'),
    CONTAINERS_STORAGE_CONF: this.at('storage.conf'),
  }

  constructor() {
    const places = `graphroot = "${this.at('graph')}"\nrunroot = "${this.at('run')}"`
    writeFileSync(this.at('storage.conf'), `[storage]\ndriver = "overlay"\n${places}\n`)
    // Runs without systemd, without a network of its own, in older cgroups too, and where few files may be open; and
    // shares nothing with containers that this machine has already.
    writeFileSync(
      this.at('containers.conf'),
      `[containers]
netns = "host"
log_driver = "k8s-file"
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
lock_type = "file"
tmp_dir = "${this.at('t')}"
`,
    )
  }

  at(name: string): string {
    return join(this.folder, name)
  }

  /** `podman` to its end, however that is, while other things go on. */
  run(...args: readonly string[]): Promise<Ended> {
    return this.#ended('podman', args)
  }

  /** `podman`, which has to succeed; gives what it printed. */
  async do(...args: readonly string[]): Promise<string> {
    const { status, text } = await this.run(...args)
    if (status !== 0) throw new Error(`podman ${args.join(' ')}: ${text}`)
    return text
  }

  /** `podman` as somebody at a terminal gives it. */
  atTerminal(...args: readonly string[]): ChildProcessWithoutNullStreams {
    const command = ['podman', ...args].map((word) => `'${word}'`).join(' ')
    return spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], { env: this.#env })
  }

  /** Whether a text stands in any layer of an image, or in what it says of itself. */
  async holds(image: string, text: string): Promise<boolean> {
    const { status } = await this.#ended('sh', ['-c', `podman save ${image} | grep -q -a -F '${text}'`])
    return status === 0
  }

  /** Makes `localhost/debian`. */
  async importDebian(): Promise<void> {
    const tree = this.at('tree')
    for (const made of ['etc/ssl/certs', 'root', 'tmp', 'usr/local/bin', 'usr/local/lib/node_modules', 'var/lib'])
      mkdirSync(join(tree, made), { recursive: true })
    for (const link of ['bin', 'lib', 'lib64', 'sbin']) symlinkSync(`usr/${link}`, join(tree, link))
    writeFileSync(this.at('files'), filesOf([...packages, ...beneath]).join('\n'))
    await this.#shell(`tar -C / --no-recursion -c -T ${this.at('files')} | tar -C ${tree} -x`)
    writeFileSync(join(tree, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n')
    await this.#import('localhost/debian')
  }

  /** Makes `localhost/node`: the same with Node and npm, which trusts whom this machine trusts. */
  async importNode(): Promise<void> {
    const tree = this.at('tree')
    cpSync(realpathSync(join(root, 'node_modules/.bin/node')), join(tree, 'usr/local/bin/node'))
    cpSync(npmFolder(), join(tree, 'usr/local/lib/node_modules/npm'), { recursive: true })
    symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(tree, 'usr/local/bin/npm'))
    const trusted = 'etc/ssl/certs/ca-certificates.crt'
    if (existsSync(`/${trusted}`)) cpSync(`/${trusted}`, join(tree, trusted))
    await this.#import('localhost/node')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.run('rm', '--all', '--force', '--time', '0')
    // Podman mounts its store on itself, and what it left to end by itself may still be there.
    spawnSync('umount', ['--lazy', this.at('graph/overlay')])
    rmSync(this.folder, { recursive: true, force: true })
  }

  #import(name: string): Promise<void> {
    const path = 'ENV PATH=/usr/local/bin:/usr/bin:/bin'
    return this.#shell(`tar -C ${this.at('tree')} -c . | podman import -q --change '${path}' - ${name}`)
  }

  async #shell(command: string): Promise<void> {
    const { status, text } = await this.#ended('bash', ['-c', `set -o pipefail; ${command}`])
    if (status !== 0) throw new Error(`${command}: ${text}`)
  }

  async #ended(program: string, args: readonly string[]): Promise<Ended> {
    const child = spawn(program, args, { env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (piece) => {
        text += piece
      })
    }
    const { promise, resolve } = Promise.withResolvers<number | null>()
    child.once('error', () => resolve(null)).once('close', resolve)
    return { status: await promise, text }
  }
}

/** Why no container can be built and run here, or false. */
export async function missing(): Promise<string | false> {
  if (!['/usr/bin/podman', '/usr/sbin/runc'].every((file) => existsSync(file))) return 'needs podman and runc (Debian)'
  if (process.getuid?.() !== 0) return 'needs root'
  const ping = spawnSync('npm', ['ping', '--fetch-retries=0', '--fetch-timeout=20000'], { timeout: 60_000 })
  if (ping.status !== 0) return "the npm registry can't be reached"
  await using podman = new Podman()
  await podman.importDebian()
  const { status, text } = await podman.run('run', '--rm', '--read-only', 'localhost/debian', 'true')
  return status === 0 ? false : `podman runs nothing here: ${text.trim().split('\n').at(-1)}`
}

/** What belongs to Debian packages, by places without a link in between; without pages and texts in other languages. */
function filesOf(names: readonly string[]): readonly string[] {
  const { stdout } = spawnSync('dpkg-query', ['--listfiles', ...names], { encoding: 'utf8' })
  const files = stdout.split('\n').filter((file) => /^\/(?!.*\/(doc|man|locale)\/)/.test(file))
  const kept = files.filter((file) => lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === false)
  const places = kept.map((file) => `.${join(realpathSync(dirname(file)), basename(file))}`)
  return [...new Set(places)].filter((place) => !/^\.\/(bin|lib|lib64|sbin)$/.test(place))
}

function npmFolder(): string {
  const on = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'))
  const npm = on.find((file) => existsSync(file) && readFileSync(realpathSync(file), 'utf8').includes('cli'))
  if (npm === undefined) throw new Error('no npm on the PATH')
  return dirname(dirname(realpathSync(npm)))
}
