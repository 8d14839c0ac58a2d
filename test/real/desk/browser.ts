// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** Why these tests can't run here, or undefined. */
export const missing = existsSync(executablePath) ? undefined : `${executablePath} is not installed (Debian: chromium)`

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser of its own, with an empty profile; names that it is given lead to this machine. */
export const launch = (...names: readonly string[]): Promise<Browser> => {
  const here = names.map((name) => `--host-resolver-rules=MAP ${name} 127.0.0.1`)
  return chromium.launch({ executablePath, args: [...flags, ...here] })
}

/** A page that keeps what it should never have done: gone elsewhere, broken the policy, thrown. */
export class Visit {
  readonly page: Page
  readonly base: string
  readonly #faults: string[] = []

  private constructor(page: Page, base: string) {
    this.page = page
    this.base = base
    page.on('request', (request) => {
      if (!request.url().startsWith(`${base}/`)) this.#faults.push(`asked ${request.url()}`)
    })
    page.on('pageerror', (error) => this.#faults.push(`threw ${error.message}`))
    page.on('console', (message) => {
      const text = message.text()
      // A refused request is told by the browser too; the page is meant to cope with those.
      if (message.type() === 'error' && !text.startsWith('Failed to load resource')) this.#faults.push(`said ${text}`)
    })
  }

  static async start(browser: Browser, base: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext({ locale: 'nl-NL', ...options })
    // Time for a machine that does other things too; less than the half minute after which the Desk asks anew by itself,
    // so that what it owes at once isn't seen by chance.
    context.setDefaultTimeout(25_000)
    return new Visit(await context.newPage(), base)
  }

  async signIn(key: string, path = '/'): Promise<void> {
    await this.page.goto(`${this.base}${path}#key=${encodeURIComponent(key)}`)
    await this.page.getByRole('banner').waitFor()
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.base}${path}`)
    // In one look: a page may have several parts that are still being fetched, and its heading before them.
    await this.page.locator('body:not(:has(.loading))').getByRole('heading', { level: 1 }).waitFor()
  }

  async say(language: 'nl' | 'en'): Promise<void> {
    await this.page.locator(`.language-switch [lang=${language}]`).click()
    await this.page.locator(`html[lang=${language}]`).waitFor()
  }

  /** WCAG 2.2 A and AA as far as a machine can judge them. */
  async assertAccessible(where: string): Promise<void> {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await new AxeBuilder({ page: this.page }).withTags(tags).analyze()
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    assert.deepEqual(told, [], where)
  }

  async assertFits(where: string): Promise<void> {
    const wide: unknown = await this.page.evaluate(
      `[document.documentElement, ...document.querySelectorAll('.window-veil')]
        .some((element) => element.scrollWidth > element.clientWidth)`,
    )
    assert.equal(wide, false, `${where} scrolls sideways`)
  }

  /** Whatever can be pressed is at least 44 by 44 pixels; links inside a sentence are text (WCAG 2.5.5). */
  async assertTargets(where: string): Promise<void> {
    const small: unknown = await this.page.evaluate(
      `[...document.querySelectorAll('button, .button, nav a, .stop-link, .brand, [role=radio], label:has(input), textarea, input:not([type=checkbox], [type=radio])')]
        .filter((element) => element.checkVisibility() && !element.closest('.visually-hidden') && !element.closest('[data-react-aria-top-layer]'))
        .filter((element) => { const { width, height } = element.getBoundingClientRect(); return width > 1 && (width < 44 || height < 44) })
        .map((element) => element.outerHTML.slice(0, 120))`,
    )
    assert.deepEqual(small, [], where)
  }

  /** Asserts that the page stayed at home, within its policy, and whole. */
  async end(): Promise<void> {
    await this.page.context().close()
    assert.deepEqual(this.#faults, [])
  }
}
