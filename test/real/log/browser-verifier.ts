// SPDX-License-Identifier: EUPL-1.2
// The package as it is published, in a real browser: no Node, the browser's own WebCrypto, SHA-256 in plain JavaScript.
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Evidence, LogVerification } from '../../../packages/log/src/index.ts'
import type { SignatureCase } from '../../../packages/log/src/test/ed25519-cases.ts'
import type { Tampering } from '../../../packages/log/src/test/tampering.ts'
import { listen } from '../../listen.ts'
import { launch } from '../desk/browser.ts'

const build = fileURLToPath(new URL('../../../packages/log/build.mjs', import.meta.url))

export interface BrowserVerifier extends AsyncDisposable {
  /** Gives the page a log to verify from then on, with the key that it trusts. */
  open(files: ReadonlyMap<string, Uint8Array>, verifierKey: string): Promise<void>
  verify(tampering?: Tampering, against?: readonly Evidence[]): Promise<LogVerification['kind'] | 'refused'>
  /** Whether the package in the browser takes this signature. */
  judge(signature: SignatureCase): Promise<boolean>
}

const base64 = (bytes: Uint8Array | undefined): string | null =>
  bytes === undefined ? null : Buffer.from(bytes).toString('base64')

/** Builds the package into `folder` and serves it to a page; the log's files are served beside it. */
export async function openBrowserVerifier(folder: string): Promise<BrowserVerifier> {
  const built = join(folder, 'built')
  execFileSync(process.execPath, [build, built])
  let files: ReadonlyMap<string, Uint8Array> = new Map()
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const bytes = pathname.startsWith('/log/')
      ? files.get(pathname.slice('/log/'.length))
      : await readFile(fileOf(pathname, built)).catch(() => undefined)
    const type = extname(pathname) === '.js' ? 'text/javascript' : 'text/html'
    response.writeHead(bytes === undefined ? 404 : 200, { 'content-type': type }).end(bytes)
  })
  const listening = await listen(server, '/')
  const browser = await launch()
  const page = await browser.newPage()
  await page.goto(listening.url)
  await page.waitForFunction('globalThis.isReady')
  const call = (name: string, ...args: unknown[]): Promise<LogVerification['kind'] | 'refused'> =>
    page.evaluate(`${name}(...${JSON.stringify(args)})`)
  return {
    open: async (log, verifierKey) => {
      files = log
      await call('openLog', [...log.keys()], verifierKey)
    },
    verify: (tampering, against = []) =>
      call(
        'verify',
        [...(tampering?.changes ?? [])].map(([path, bytes]) => [path, base64(bytes)]),
        against.map(({ name, bytes }) => [name, base64(bytes)]),
      ),
    judge: (signature) => page.evaluate(`judge(${JSON.stringify(signature)})`),
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await listening[Symbol.asyncDispose]()
    },
  }
}

function fileOf(pathname: string, built: string): string {
  if (pathname === '/') return join(import.meta.dirname, 'page.html')
  return pathname === '/page.js' ? join(import.meta.dirname, 'page.js') : join(built, pathname)
}
