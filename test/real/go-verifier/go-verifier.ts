// SPDX-License-Identifier: EUPL-1.2
// Builds and runs the Go program beside this file: a verifier that shares nothing with Sluis.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const go = '/usr/bin/go'
const goPath = '/usr/share/gocode'
const absent = [
  { file: go, name: 'golang-go' },
  { file: join(goPath, 'src/golang.org/x/mod/sumdb/tlog/tlog.go'), name: 'golang-golang-x-mod-dev' },
].filter(({ file }) => !existsSync(file))

/** Why the Go program can't be built here, or undefined. */
export const missingGo =
  absent.length === 0 ? undefined : `not installed (Debian: ${absent.map(({ name }) => name).join(', ')})`

interface GoAnswer {
  readonly isValid: boolean
  readonly text: string
}

/** Verifies an exported log with a key, against files that a reader kept. */
export type GoVerifier = (directory: string, verifierKey: string, evidence?: readonly string[]) => GoAnswer

/** Builds the program whose sources stand in `sources`, with Debian's packages alone: no module is fetched from anywhere. */
export function buildGo(sources: string, program: string): void {
  const folder = dirname(program)
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    GO111MODULE: 'off',
    GOPATH: goPath,
    GOCACHE: join(folder, 'go-cache'),
    GOFLAGS: '',
  }
  execFileSync(go, ['build', '-o', program, '.'], { cwd: sources, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

export function buildGoVerifier(folder: string): GoVerifier {
  const program = join(folder, 'go-verifier')
  buildGo(import.meta.dirname, program)
  return (directory, verifierKey, evidence = []) => {
    const { status, stdout, stderr } = spawnSync(program, [directory, verifierKey, ...evidence], { encoding: 'utf8' })
    // 2 is a misuse or a panic: neither is an answer about the log.
    if (status !== 0 && status !== 1) throw new Error(`the Go verifier failed (${status}): ${stderr}`)
    return { isValid: status === 0, text: stdout + stderr }
  }
}
