// SPDX-License-Identifier: EUPL-1.2
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What tests in `test/real` and benches need, and the Debian package that brings each. */
const wanted = [
  { file: '/usr/bin/chromium', name: 'chromium' },
  { file: '/usr/bin/go', name: 'golang-go' },
  { file: '/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go', name: 'golang-golang-x-mod-dev' },
  { file: '/usr/bin/strace', name: 'strace' },
  { file: '/usr/bin/pdftotext', name: 'poppler-utils' },
  { file: '/usr/sbin/nginx', name: 'nginx-light' },
  { file: '/usr/bin/caddy', name: 'caddy' },
  { file: '/usr/bin/openssl', name: 'openssl' },
  { file: '/usr/bin/systemd-analyze', name: 'systemd' },
  { file: '/usr/bin/podman', name: 'podman' },
  { file: '/usr/sbin/runc', name: 'runc' },
] as const

/**
 * Installs what is missing where that can be done (Debian, as root); says what was installed or why not. A test that
 * misses its own skips itself and says so.
 */
export function installDebianPackages(): void {
  const missing = wanted.filter(({ file }) => !existsSync(file)).map(({ name }) => name)
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.log(`not installed, because this is not Debian as root: ${missing.join(', ')}`)
    return
  }
  console.log(`installing from Debian: ${missing.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...missing],
  ]) {
    const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' })
    if (status !== 0) {
      console.log(`apt-get ${args[0]} failed: ${stderr.trim().split('\n').at(-1) ?? ''}`)
      return
    }
  }
}
