// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { Visit } from './browser.ts'
import { FixtureServer } from './fixture-server.ts'

/** As long as the Desk waits before a key or a second press counts, and some more. */
const restMs = 1000

/** Lets that pass by the page's own clock: on a busy machine a page may be far behind the test. */
export const rest = (page: Page): Promise<unknown> =>
  page.evaluate(`new Promise((done) => setTimeout(done, ${restMs}))`)

/** The second press, in the window that the first one opened. */
export async function pressAgain(page: Page): Promise<void> {
  await page.getByRole('dialog').waitFor()
  await rest(page)
  await page.keyboard.press('Control+Enter')
}

/** A second press after which the window is done. */
export async function confirm(page: Page): Promise<void> {
  await pressAgain(page)
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

export interface Desk {
  readonly visit: Visit
  readonly page: Page
  readonly server: FixtureServer
}

export type Start = (options?: BrowserContextOptions) => Promise<Desk & AsyncDisposable>

/** A page of its own on a server of its own, for each test. */
export function starter(browser: () => Browser): Start {
  return async (options) => {
    await using opening = new AsyncDisposableStack()
    const server = new FixtureServer()
    const url = await server.start()
    opening.defer(() => server.close())
    const visit = await Visit.start(browser(), url, options)
    opening.defer(() => visit.end())
    const all = opening.move()
    return { visit, page: visit.page, server, [Symbol.asyncDispose]: () => all.disposeAsync() }
  }
}

export const verdicts = (server: FixtureServer): readonly unknown[] =>
  server.asked.filter(({ path }) => path.endsWith('/verdicts')).map(({ body }) => body)

export const focused = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement === document.body ? "" : document.activeElement.textContent')

/** Presses Tab until what has the focus reads like this, as somebody without a mouse would. */
export async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (String(await focused(page)).includes(text)) return
  }
  assert.fail(`${text} is not reached with Tab`)
}

/** What a screen reader tells of a field beside its name. */
export async function describedBy(field: Locator): Promise<string> {
  const ids = (await field.getAttribute('aria-describedby'))?.split(' ') ?? []
  const texts = ids.map((id) => field.page().locator(`[id="${id}"]`).allTextContents())
  return (await Promise.all(texts)).flat().join(' ')
}
