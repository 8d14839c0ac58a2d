// SPDX-License-Identifier: EUPL-1.2
// Makes the page: one file with everything in it, the same bytes from the same sources wherever they stand.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = dirname(fileURLToPath(import.meta.url))
const hash = (text, encoding) => createHash('sha256').update(text).digest(encoding)

/** The code, as a reader of it wants it: one script, its names kept. */
async function bundle() {
  const result = await build({
    configFile: false,
    root: join(here, '..'),
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      // The package says that its modules do nothing by being loaded; this one is the page.
      rolldownOptions: { cwd: join(here, '..'), treeshake: { moduleSideEffects: true } },
      lib: { entry: join(here, 'main.ts'), formats: ['iife'], name: 'sluisVerify', fileName: 'page' },
    },
  })
  const [{ output }] = [result].flat()
  if (output.length !== 1) throw new Error(`the page's script came in ${output.length} pieces`)
  return output[0].code
}

/** What stands in an element as text must not end it, and a browser reads another line end than it was hashed with. */
function inlined(text, end) {
  if (text.includes(end) || text.includes('<!--') || text.includes('\r')) throw new Error(`${end} in what stands in it`)
  return `\n${text.trim()}\n`
}

/** The page and its SHA-256. */
export async function buildPage() {
  const script = inlined(await bundle(), '</script')
  const style = inlined(readFileSync(join(here, 'page.css'), 'utf8'), '</style')
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash(script, 'base64')}'`,
    `style-src 'sha256-${hash(style, 'base64')}'`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  const html = readFileSync(join(here, 'page.html'), 'utf8')
    .replace('content="policy"', () => `content="${policy}"`)
    .replace('/* style */', () => style)
    .replace('/* script */', () => script)
  return { html, sha256: hash(html, 'hex') }
}
