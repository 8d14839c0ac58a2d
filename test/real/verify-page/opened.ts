// SPDX-License-Identifier: EUPL-1.2
// The page that somebody opens from their own disk, as they would use it.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { launch, Visit } from '../desk/browser.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The page of the package as it is published, and a browser to open it in. */
export class BuiltPage {
  /** For whatever a test puts on the disk. */
  readonly folder: string
  readonly file: string
  readonly browser: Browser

  private constructor(folder: string, file: string, browser: Browser) {
    this.folder = folder
    this.file = file
    this.browser = browser
  }

  static async build(): Promise<BuiltPage> {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-verify-page-'))
    const built = join(folder, 'built')
    execFileSync(process.execPath, [join(root, 'packages/log/build.mjs'), built], { stdio: 'pipe' })
    return new BuiltPage(folder, join(built, 'sluis-verify.html'), await launch())
  }

  open(language?: 'en' | 'nl', options?: BrowserContextOptions): Promise<OpenedPage> {
    return OpenedPage.open(this.browser, this.file, language, options)
  }

  async end(): Promise<void> {
    await this.browser.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Builds only the page, from a copy of the sources in another place, and gives its bytes. */
export function buildElsewhere(folder: string): Buffer {
  const log = join(folder, 'elsewhere', 'packages', 'log')
  for (const part of ['src', 'page', 'package.json', 'tsconfig.json'])
    cpSync(join(root, 'packages/log', part), join(log, part), { recursive: true })
  cpSync(join(root, 'tsconfig.json'), join(folder, 'elsewhere', 'tsconfig.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'elsewhere', 'node_modules'), 'dir')
  const made = join(folder, 'elsewhere.html')
  const script = `
    import { writeFileSync } from 'node:fs'
    import { buildPage } from ${JSON.stringify(pathToFileURL(join(log, 'page/build-page.mjs')).href)}
    writeFileSync(${JSON.stringify(made)}, (await buildPage()).html)
  `
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, stdio: 'pipe' })
  return readFileSync(made)
}

let folders = 0

/** Writes an exported log to a folder of its own. */
export function putFolder(under: string, files: ReadonlyMap<string, Uint8Array>): string {
  const folder = join(mkdtempSync(join(under, `export-${folders++}-`)), 'log')
  mkdirSync(folder)
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  return folder
}

/** A file as a reader chooses it. */
export interface Chosen {
  readonly name: string
  readonly bytes: Uint8Array | string
}

const payload = ({ name, bytes }: Chosen) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
})

/** The page in a browser. It must have asked for nothing but itself when it ends. */
class OpenedPage {
  readonly visit: Visit
  readonly #asked: string[] = []
  readonly #address: string

  private constructor(visit: Visit, address: string) {
    this.visit = visit
    this.#address = address
    visit.page.on('request', (request) => this.#asked.push(request.url()))
    visit.page.on('dialog', (dialog) => assert.fail(`the page asked ${dialog.message()}`))
  }

  static async open(
    browser: Browser,
    file: string,
    language: 'en' | 'nl' = 'en',
    options: BrowserContextOptions = {},
  ): Promise<OpenedPage> {
    const locale = { en: 'en-GB', nl: 'nl-NL' }[language]
    const visit = await Visit.start(browser, pathToFileURL(dirname(file)).href, { locale, ...options })
    const opened = new OpenedPage(visit, pathToFileURL(file).href)
    await visit.page.goto(opened.#address)
    return opened
  }

  async choose(input: 'file' | 'key-file' | 'kept' | 'entry', ...files: readonly Chosen[]): Promise<void> {
    await this.visit.page.setInputFiles(`#${input}`, files.map(payload))
  }

  chooseFolder(folder: string): Promise<void> {
    return this.visit.page.setInputFiles('#folder', folder)
  }

  /** Drops a file or folder of this computer on the page, as a hand does, until the page tells of it. */
  async drop(path: string, told: RegExp): Promise<void> {
    const { page } = this.visit
    await page.locator('#drop').scrollIntoViewIfNeeded()
    const { x, y } = (await page.locator('#drop').boundingBox()) ?? assert.fail('nowhere to drop')
    const session = await page.context().newCDPSession(page)
    const data = { items: [], files: [path], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: x + 5, y: y + 5, data })
    await page.locator('#subject', { hasText: told }).waitFor()
  }

  giveKey(key: string): Promise<void> {
    return this.visit.page.fill('#key', key)
  }

  /** Presses the button and gives what the page says of what it was given. */
  async check(): Promise<string> {
    await this.visit.page.click('#check')
    return this.says()
  }

  says(): Promise<string> {
    return this.visit.page.locator('.verdict .word').innerText()
  }

  /** The entry as the text that was signed. */
  exactText(): Promise<string> {
    return this.visit.page.locator('#details pre').innerText()
  }

  /** All that stands in the result. */
  result(): Promise<string> {
    return this.visit.page.locator('#result').innerText()
  }

  /** Nothing that was given has become an element, run, or kept a character that a reader doesn't see. */
  async assertOnlyText(): Promise<void> {
    const { page } = this.visit
    assert.equal(await page.locator('img, iframe, object, script:not(body > script)').count(), 0)
    assert.equal(await page.evaluate('globalThis.isOwned'), undefined)
    const shown = await page.locator('#app').innerText()
    assert.doesNotMatch(shown, /[\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff\0\x07\x1b]/)
  }

  async end(): Promise<void> {
    assert.deepEqual(this.#asked, [this.#address])
    await this.visit.end()
  }
}
