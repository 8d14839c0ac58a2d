// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { openPeoplesDoor, type PeoplesDoor } from '../../../packages/server/src/api/testing/peoples-door.ts'
import { listen } from '../../listen.ts'
import { Visit } from './browser.ts'
import { pressAgain, rest } from './start.ts'

/** The people's API with real rooms behind it: what the other server answers from memory must be what this one does. */
export async function onTheApi(browser: Browser): Promise<void> {
  await using door = await openPeoplesDoor()
  await door.hold({ case: 'c1' })
  const visit = await Visit.start(browser, door.url)
  const { page } = visit
  await visit.signIn(door.keyOf('sanne'))

  await visit.open('/')
  await page.locator('.case-row-link').click()
  await page.getByRole('heading', { level: 1, name: 'mailen' }).waitFor()
  await page.getByText('jan@bakkerij.example').first().waitFor()
  await page.getByRole('button', { name: 'Wijzigen' }).click()
  await rest(page)
  await page.getByLabel('Bcc').fill('drop@evil.example')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').getByText('Zo mag het niet volgens de regels.').waitFor()
  await page.getByRole('alert').getByText('invoice-only-to-its-debtor').waitFor()
  await page.getByRole('button', { name: 'Terug' }).click()

  await page.getByRole('button', { name: 'Goedkeuren' }).click()
  await pressAgain(page)
  await page.getByText('Goedgekeurd. De agent mag dit nu één keer doen.').waitFor()
  assert.equal((await door.as('ruth', 'GET', '/api/v1/cases/c1')).json.state, 'approved')

  await approvesMegabytes(door, visit)

  await visit.open('/stop')
  await page.getByText('Eén agent').click()
  await page.getByText('Weekly report agent').click()
  await page.getByLabel('Waarom?').fill('Proef')
  await page.locator('.stop-button').click()
  await pressAgain(page)
  await page.locator('.active-stop', { hasText: 'Proef' }).waitFor()
  assert.equal(door.services.stops.list()[0]?.target, 'reporter')

  for (const path of ['/runs', '/runs/run-7', '/runs/none', '/cases/c1']) {
    await visit.open(path)
    await visit.assertAccessible(path)
  }
  await opensNothingElsewhere(page, door.url)
  await visit.end()
}

async function approvesMegabytes(door: PeoplesDoor, { page, base }: Visit): Promise<void> {
  const text = `${'Een regel van een lange brief\n'.repeat(10_000)}De allerlaatste regel`
  await door.hold({ case: 'large', arguments: { to: ['jan@bakkerij.example'], subject: 'Lang', text } })
  await page.goto(`${base}/cases/large`)
  await page.getByText('Dit is een grote aanroep: ').waitFor()
  await page.getByRole('button', { name: 'Alles tonen' }).click()
  await page.getByText('De allerlaatste regel').waitFor()
  await page.getByRole('button', { name: 'Goedkeuren' }).click()
  await pressAgain(page)
  await page.getByText('Goedgekeurd. De agent mag dit nu één keer doen.').waitFor()
  assert.equal((await door.as('ruth', 'GET', '/api/v1/cases/large')).json.state, 'approved')
}

/** What an agent serves on this machine is sent nothing of whoever looks at it, and its cookies change nothing (P9). */
async function opensNothingElsewhere(signedIn: Page, url: string): Promise<void> {
  const cookies: unknown[] = []
  const elsewhere = createServer((request, response) => {
    cookies.push(request.headers.cookie)
    const heavy = Array.from({ length: 10 }, (_, at) => `c${at}=${'x'.repeat(3000)}; Max-Age=1000`)
    response.setHeader('set-cookie', ['sluis_session=x', ...heavy])
    response.end('<title>A preview</title>')
  })
  await using listening = await listen(elsewhere, '/')
  const lured = await signedIn.context().newPage()
  await lured.goto(listening.url)
  assert.equal(cookies[0], undefined)
  assert.equal(await lured.evaluate('JSON.stringify({ ...localStorage })'), '{}')
  assert.ok((await signedIn.context().cookies(url)).length > 10)
  await lured.close()
  const polled = await signedIn.waitForResponse((response) => response.url().endsWith('/stops'))
  assert.equal(polled.status(), 200)
}
