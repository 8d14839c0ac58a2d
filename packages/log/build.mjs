// SPDX-License-Identifier: EUPL-1.2
// Makes the package as it is published: JavaScript and types in `dist`, so that it runs where no TypeScript does, and the
// verifier as one page, `dist/sluis-verify.html`, whose SHA-256 it prints.
// `node build.mjs [directory]`, then `npm publish` in that directory.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPage } from './page/build-page.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const target = resolve(process.argv[2] ?? join(here, 'dist'))
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')

rmSync(join(target, 'lib'), { recursive: true, force: true })
mkdirSync(target, { recursive: true })
const options = ['-p', join(here, 'tsconfig.build.json'), '--outDir', join(target, 'lib')]
const { status } = spawnSync(process.execPath, [compiler, ...options], { stdio: 'inherit' })
if (status !== 0) process.exit(1)

cpSync(join(here, 'bin'), join(target, 'bin'), { recursive: true })
for (const file of [join(here, 'README.md'), join(here, '..', '..', 'LICENSE')]) {
  if (existsSync(file)) cpSync(file, join(target, file.endsWith('LICENSE') ? 'LICENSE' : 'README.md'))
}

const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
manifest.exports = {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './node': { types: './lib/node/index.d.ts', default: './lib/node/index.js' },
}
manifest.engines = { node: '>=20' }
delete manifest.scripts
// What is published is made here: the sources themselves are TypeScript, which Node does not run once installed.
delete manifest.private
writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)

const { html, sha256 } = await buildPage()
writeFileSync(join(target, 'sluis-verify.html'), html)
console.log(`${sha256}  sluis-verify.html`)
