// SPDX-License-Identifier: EUPL-1.2
// The Desk in a real browser. Every page is checked against a running server when SLUIS_TEST_DESK_URL and SLUIS_TEST_DESK_KEY name
// one; what people do on it is checked against a server that answers from memory, so that each answer can be chosen.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { buildDesk, isDeskBuilt } from '../../scripts/desk.ts'
import { launch, missing, Visit } from './desk/browser.ts'
import { deciding } from './desk/deciding.ts'
import { draftsOnTheDesk } from './desk/drafts.ts'
import { FixtureServer } from './desk/fixture-server.ts'
import { keysOnTheDesk } from './desk/keys.ts'
import { meanwhile } from './desk/meanwhile.ts'
import { onTheApi } from './desk/on-the-api.ts'
import { settlingOnTheDesk } from './desk/settling.ts'
import { stopping } from './desk/stopping.ts'
import { waiting } from './desk/waiting.ts'

const url = process.env.SLUIS_TEST_DESK_URL
const key = process.env.SLUIS_TEST_DESK_KEY ?? 'key-sanne'
const skip = missing ?? false

let browser: Browser
let fixture: FixtureServer
let base: string

before(async () => {
  if (missing !== undefined) return
  browser = await launch()
  fixture = new FixtureServer()
  if (url !== undefined) {
    base = url.replace(/\/$/, '')
    return
  }
  if (!isDeskBuilt()) await buildDesk()
  base = await fixture.start()
})

after(async () => {
  await browser?.close()
  if (missing === undefined && url === undefined) await fixture.close()
})

/** The pages that there are, and the first few cases and runs that the lists link to. */
async function pathsOf(visit: Visit): Promise<readonly string[]> {
  const paths = ['/', '/runs', '/stop', '/no-such-page']
  for (const list of ['/', '/runs']) {
    await visit.open(list)
    await visit.page.locator('.case-row-link, .empty').first().waitFor()
    const links = await visit.page
      .locator('.case-row-link')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    paths.push(...links.filter((path) => path !== null).slice(0, 5))
  }
  return paths
}

describe('every page of the Desk', { skip, concurrency: 2 }, () => {
  for (const [language, colorScheme] of [
    ['nl', 'light'],
    ['en', 'dark'],
  ] as const) {
    it(`meets WCAG 2.2 AA as far as axe sees, in ${language}, ${colorScheme}`, async () => {
      const visit = await Visit.start(browser, base, { colorScheme })
      await visit.open('/')
      await visit.say(language)
      await visit.assertAccessible('sign in')
      await visit.signIn(key)
      for (const path of await pathsOf(visit)) {
        await visit.open(path)
        assert.equal(await visit.page.locator('html').getAttribute('lang'), language)
        await visit.assertAccessible(path)
        await visit.assertTargets(path)
      }
      await visit.end()
    })
  }

  for (const [what, options] of [
    ['at 320 pixels', { viewport: { width: 320, height: 640 } }],
    ['at 1280 pixels and 200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
    ['at 1280 pixels and 400 %', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
  ] as const) {
    it(`fits without scrolling sideways ${what}`, async () => {
      const visit = await Visit.start(browser, base, options)
      await visit.open('/')
      await visit.assertFits('sign in')
      await visit.signIn(key)
      for (const path of await pathsOf(visit)) {
        await visit.open(path)
        await visit.assertFits(path)
      }
      await visit.end()
    })
  }

  it('takes a key from the address once, and leaves it nowhere', async () => {
    const visit = await Visit.start(browser, base)
    await visit.signIn(key, '/runs')
    assert.equal(visit.page.url(), `${base}/runs`)
    await visit.page.getByRole('link', { name: 'Noodstop', exact: true }).click()
    await visit.page.goBack()
    assert.equal(visit.page.url(), `${base}/runs`)
    const kept: unknown = await visit.page.evaluate(
      'JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie + document.documentElement.outerHTML',
    )
    assert.equal(typeof kept, 'string')
    assert.ok(!String(kept).includes(key))
    await visit.end()
  })

  it('says that a key is not recognised, and comes back to the page that was asked', async () => {
    const visit = await Visit.start(browser, base)
    await visit.open('/stop#key=wrong')
    await visit.page.getByRole('alert').getByText('niet herkend').waitFor()
    await visit.page.getByLabel('Uw sleutel').fill('also wrong')
    const answered = visit.page.waitForResponse((response) => response.url().endsWith('/session'))
    await visit.page.keyboard.press('Enter')
    await answered
    await visit.page.getByRole('alert').getByText('niet herkend').waitFor()
    assert.equal(await visit.page.getByLabel('Uw sleutel').inputValue(), 'also wrong')
    await visit.page.getByLabel('Uw sleutel').fill(key)
    await visit.page.keyboard.press('Enter')
    await visit.page.getByRole('heading', { level: 1, name: 'Noodstop' }).waitFor()
    await visit.end()
  })
})

const skipDeeds = skip || (url === undefined ? false : 'the server at SLUIS_TEST_DESK_URL is not ours to change')

describe('deciding on the Desk', { skip: skipDeeds, concurrency: 3 }, () => deciding(() => browser))
describe('what happens while somebody decides on the Desk', { skip: skipDeeds, concurrency: 3 }, () =>
  meanwhile(() => browser),
)
describe('what somebody was writing on the Desk', { skip: skipDeeds, concurrency: 3 }, () =>
  draftsOnTheDesk(() => browser),
)
describe('what waits on the Desk, and what was decided', { skip: skipDeeds, concurrency: 3 }, () =>
  waiting(() => browser),
)
describe('stopping and watching on the Desk', { skip: skipDeeds, concurrency: 3 }, () => stopping(() => browser))

describe('the Desk on the API itself', { skip: skipDeeds }, () => {
  it('denies an edit, approves, and stops, each on the word of a session', () => onTheApi(browser))
  it('takes what somebody found out of a call of unknown outcome (P2)', () => settlingOnTheDesk(browser))
  it('makes a key once and with a key in hand, and ends one at once', () => keysOnTheDesk(browser))
})
