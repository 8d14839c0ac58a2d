// SPDX-License-Identifier: EUPL-1.2
// The stop, and what the Desk does by itself: following what happens, and saying when it can't.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Browser } from 'playwright-core'
import { reminder } from './fixture-cases.ts'
import { confirm, describedBy, focused, pressAgain, rest, starter, tabTo } from './start.ts'

/** The file with the pages that the Desk fetches once the first one is there. */
const laterPages = /later-[\w-]+\.js$/

export function stopping(browser: () => Browser): void {
  const start = starter(browser)

  it('stops everything with the keyboard alone, after a reason and a second press', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne')
    await tabTo(page, 'Noodstop')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Noodstop' }).waitFor()
    await tabTo(page, 'Stop alles')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.type('Mailt de verkeerde klant')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Wilt u alles nu stoppen?' }).waitFor()
    await rest(page)
    await page.keyboard.press('Enter')
    assert.deepEqual(server.stops, [])
    await tabTo(page, 'Ja, stop nu')
    await page.keyboard.press('Enter')
    await page.locator('.active-stop', { hasText: 'Mailt de verkeerde klant' }).waitFor()
    assert.deepEqual(server.asked.at(-1)?.body, { scope: 'all', reason: 'Mailt de verkeerde klant' })
    await page.locator('.active-stop', { hasText: 'Sanne Kuipers' }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Hervatten' }).count(), 0)
    await visit.open('/runs')
    await page.getByRole('status').getByText('Gestopt: alles').waitFor()
  })

  it('is three tabs from ordered on a fresh load of its page, and five from any other, and says before what will stop', async () => {
    await using desk = await start()
    const { visit, page } = desk
    const tabsToButton = async (): Promise<readonly unknown[]> => {
      const passed: unknown[] = []
      while (!(await page.evaluate('document.activeElement.matches(".stop-button")'))) {
        assert.ok(passed.length < 10, passed.join(' | '))
        await page.keyboard.press('Tab')
        passed.push(await focused(page))
      }
      return passed
    }
    await visit.signIn('key-sanne', '/stop')
    await page.locator('h1:focus').waitFor()
    assert.equal((await tabsToButton()).length, 3)
    const button = page.locator('.stop-button')
    assert.equal(await describedBy(button), 'Dit gaat stoppen: alles. Alle agents, alle runs, alle aanroepen.')
    await page.getByText('Eén systeem').click()
    await page.getByText('Hierboven is nog niet gekozen wat gaat stoppen.').waitFor()
    await page.getByText('Reports and reminders').click()
    await page
      .getByRole('status')
      .getByText('Dit gaat stoppen: systeem weekly-report. Alle agents en runs van dat systeem.')
      .waitFor()
    await visit.assertAccessible('what will stop')

    await visit.open('/runs')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('h1:focus', { hasText: 'Noodstop' }).waitFor()
    assert.equal((await tabsToButton()).length, 3)
  })

  it('says on every page why nothing passes at a process that is behind on files, until it no longer is', async () => {
    await using desk = await start({ viewport: { width: 390, height: 700 } })
    const { visit, page, server } = desk
    server.filesBehind = true
    await visit.signIn('key-sanne', '/runs')
    const told = page.getByRole('status').getByText('Hier gaat nu niets door: dit proces heeft andere bestanden')
    await told.waitFor()
    await visit.assertAccessible('behind on files')
    await visit.assertFits('behind on files')
    server.filesBehind = false
    await told.waitFor({ state: 'detached' })
    server.filesBehind = true
    await told.waitFor()
  })

  it('has the button in sight on a phone, whatever is chosen', async () => {
    await using desk = await start({ viewport: { width: 360, height: 640 } })
    const { visit, page } = desk
    await visit.signIn('key-sanne', '/stop')
    for (const scope of [0, 1, 2, 3]) {
      await page.locator('.choice-item').nth(scope).click()
      await page.evaluate('scrollTo(0, 0)')
      const box = await page.locator('.stop-button').boundingBox()
      assert.ok(box !== null && box.y >= 0 && box.y + box.height <= 640, JSON.stringify(box))
    }
    await visit.assertAccessible('the stop on a phone')
    await page.getByLabel('Waarom?').focus()
    const [field, button] = await Promise.all(
      [page.getByLabel('Waarom?'), page.locator('.stop-button')].map((one) => one.boundingBox()),
    )
    assert.ok(
      field && button && field.y + field.height <= button.y,
      'the button covers what has the focus (WCAG 2.4.11)',
    )
  })

  it('asks no reason of who has no time for one', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/stop')
    await page.locator('.stop-button').click()
    await confirm(page)
    assert.deepEqual(server.asked.at(-1)?.body, { scope: 'all', reason: 'Zonder reden, vanaf de Desk' })
  })

  it('stops one system, one agent or one run, of those it knows or by its id', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    const stopNow = async (): Promise<void> => {
      await page.getByLabel('Waarom?').fill('Proef')
      await page.locator('.stop-button').click()
      await confirm(page)
    }
    await visit.signIn('key-sanne', '/stop')
    await page.getByText('Eén systeem').click()
    await page.getByText('Reports and reminders').click()
    await stopNow()
    await page.getByText('Eén agent').click()
    await page.locator('.stop-button').click()
    await page.getByText('Kies eerst wat moet stoppen.').waitFor()
    await page.getByRole('radio', { name: 'Weekly report agent' }).and(page.locator(':focus')).waitFor()
    await page.getByText('Weekly report agent').click()
    await stopNow()
    await page.getByText('Een andere, met zijn id').click()
    await page.getByLabel('Id', { exact: true }).fill('planner')
    await stopNow()
    await visit.open('/runs/run-4f1c')
    await page.getByRole('link', { name: 'Deze run stoppen' }).click()
    await stopNow()
    for (const path of ['/runs/run-4f1c', '/cases/case-reminder']) {
      await visit.open(path)
      await page.getByRole('link', { name: 'Deze agent stoppen' }).click()
      await page.getByRole('button', { name: 'Stop agent reporter' }).waitFor()
      await stopNow()
    }
    assert.deepEqual(
      server.stops.map(({ scope, target }) => [scope, target]),
      [
        ['system', 'weekly-report'],
        ['agent', 'reporter'],
        ['agent', 'planner'],
        ['run', 'run-4f1c'],
        ['agent', 'reporter'],
        ['agent', 'reporter'],
      ],
    )
  })

  it('says that a stop acts though it could not be recorded (P4)', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/stop')
    await page.getByLabel('Waarom?').fill('Proef')
    await page.locator('.stop-button').click()
    await rest(page)
    server.failWith = [503, { status: 503, code: 'stop-unrecorded', detail: '' }]
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').getByText('De stop werkt, maar kon niet worden vastgelegd.').waitFor()
  })

  it('says of a stop without an answer to press again, and what stops without Sluis', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/stop')
    await page.locator('.stop-button').click()
    await rest(page)
    // Neither an answer nor an end: somebody in between lets it hang.
    await page.route('**/api/v1/stops', (route) => (route.request().method() === 'POST' ? undefined : route.continue()))
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').getByText('beëindig dan het proces van Sluis').waitFor()
    assert.equal(await page.getByText('kijk eerst').count(), 0)
    await page.unroute('**/api/v1/stops')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    assert.equal(server.stops.length, 1)
  })

  it('lets the owner resume with a reason, and an auditor only look', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    const by = { id: 'sanne', name: 'Sanne Kuipers' }
    server.stops = [
      { id: 'stop-1', scope: 'run', target: 'run-4f1c', orderedAt: Date.now(), by, reason: 'Proef', recorded: true },
    ]
    await visit.signIn('key-ruth', '/stop')
    await page.getByText('Uw rol mag geen stop geven.').waitFor()
    assert.equal(await page.locator('.stop-button, .active-stop button').count(), 0)
    await visit.signIn('key-anna', '/stop')
    await page.getByRole('button', { name: 'Hervatten' }).click()
    await page.getByRole('dialog').waitFor()
    await visit.assertAccessible('resume')
    await page.keyboard.type('Opgelost')
    await pressAgain(page)
    await page.getByText('Er is geen stop actief.').waitFor()
    assert.deepEqual(server.asked.at(-1)?.body, { reason: 'Opgelost' })
    assert.equal(await focused(page), 'Actieve stops')
    const past = page.locator('.past-stops li')
    await past.getByText(/^Gestopt .* door Sanne Kuipers\.$/).waitFor()
    await past.getByText('Proef', { exact: true }).waitFor()
    await past.getByText(/^Hervat .* door Anna Verhage\.$/).waitFor()
    await past.getByText('Opgelost', { exact: true }).waitFor()
    await visit.assertAccessible('stops of before')
  })

  it('shows a new case by itself, and tells a screen reader', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne')
    await page.locator('.case-row-open').nth(2).waitFor()
    server.cases.set('case-new', { ...reminder(), id: 'case-new' })
    await page.getByRole('status').getByText('1 nieuwe zaak wacht op een besluit.').waitFor({ state: 'attached' })
    assert.equal(await page.locator('.case-row-open').count(), 4)
    assert.match(await page.title(), /^\(4\)/)
  })

  it('asks nothing while the page is hidden, and catches up when it shows', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    const isAllThere = page.waitForResponse((response) => laterPages.test(response.url()))
    await visit.signIn('key-sanne')
    await isAllThere
    await page.locator('.case-row-open').first().waitFor()
    const turn = (state: string): Promise<unknown> =>
      page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))`)
    await turn('hidden')
    await page.waitForTimeout(500)
    let asked = 0
    page.on('request', () => asked++)
    server.cases.set('case-new', { ...reminder(), id: 'case-new' })
    await page.waitForTimeout(5000)
    assert.equal(asked, 0)
    await turn('visible')
    await page.locator('.case-row-open').nth(3).waitFor()
  })

  it('says that it has lost contact, and goes on when contact is back', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne')
    await page.locator('.case-row-open').first().waitFor()
    server.failWith = [500, { status: 500, code: 'internal' }]
    await page.getByRole('status').getByText('Geen contact met Sluis.').waitFor()
    assert.ok((await page.locator('.case-row-open').count()) > 0)
    server.failWith = undefined
    await page.getByText('Geen contact met Sluis.').waitFor({ state: 'detached' })
  })

  it('keeps to its own pages without contact, also those nobody saw yet, and fills them once contact is back', async () => {
    await using desk = await start()
    const { visit, page } = desk
    const isThere = page.waitForResponse((response) => laterPages.test(response.url()))
    await visit.signIn('key-sanne')
    await (await isThere).finished()
    await page.route('**/*', (route) => route.abort())
    await page.getByRole('link', { name: 'Register' }).click()
    await page.getByRole('link', { name: 'Per afdeling bekijken' }).click()
    await page.getByRole('heading', { level: 1, name: 'Wat AI verandert, per afdeling' }).waitFor()
    const told = page.getByRole('alert').getByText('Sluis antwoordt niet. Het wordt vanzelf opnieuw geprobeerd.')
    await told.waitFor()
    await page.unroute('**/*')
    await page.route('**/systems-impact', (route) => route.fulfill({ json: { departments: [] } }))
    await told.waitFor({ state: 'detached' })
  })

  it('says of the longest lists that there may be more, and of what waits that the rest expires later', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    for (let n = 0; n < 200; n++) server.cases.set(`case-${n}`, { ...reminder(), id: `case-${n}` })
    await visit.signIn('key-sanne')
    await page.getByText('De 200 die het eerst verlopen staan hier; er kunnen er meer zijn.').waitFor()
    await page.getByRole('link', { name: 'Nog eerder' }).waitFor()
    await visit.assertAccessible('200 cases')
  })

  it('asks for the key again when the session is over, and returns to the page', async () => {
    await using desk = await start()
    const { visit, page } = desk
    await visit.signIn('key-sanne', '/runs/run-4f1c')
    await page.getByRole('heading', { level: 1, name: 'Weekly sales report' }).waitFor()
    await page.evaluate('localStorage.clear()')
    await page.getByText('Uw sessie is voorbij.').waitFor()
    await page.getByLabel('Uw sleutel').fill('key-anna')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Weekly sales report' }).waitFor()
    await page.getByText('Anna Verhage').waitFor()
  })
}
