// SPDX-License-Identifier: EUPL-1.2
// What happens elsewhere while somebody decides: a window hides the page behind it, and must not hide that.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Browser } from 'playwright-core'
import { reminder } from './fixture-cases.ts'
import { pressAgain, rest, starter, tabTo } from './start.ts'

export function meanwhile(browser: () => Browser): void {
  const start = starter(browser)

  it('says in an open window that a case was decided meanwhile, and that time runs (P6)', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-tricky')
    for (const name of ['Goedkeuren', 'Wijzigen', 'Afwijzen']) {
      await page.getByRole('button', { name }).click()
      await page
        .getByRole('dialog')
        .locator('.time-left', { hasText: /nog [1-3] min/ })
        .waitFor()
      await page.getByRole('button', { name: 'Terug' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.getByRole('button', { name: 'Wijzigen' }).click()
    await page.getByLabel('Tekst').fill('Beste klant, dit is anders.')
    server.change('case-tricky', { state: 'rejected', mayDecide: false })
    const told = page.getByRole('dialog').getByRole('alert').getByText('Afgewezen. Dit gebeurt niet.')
    await told.waitFor()
    assert.equal(await page.getByLabel('Tekst').inputValue(), 'Beste klant, dit is anders.')
    await visit.assertAccessible('decided meanwhile')
  })

  it('says in the window how many approvals are needed now, should another come in', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    const held = server.cases.get('case-tricky')
    assert.ok(held)
    server.change('case-tricky', { body: { ...held.body, approvals: 0 } })
    await visit.signIn('key-sanne', '/cases/case-tricky')
    await page.getByRole('button', { name: 'Goedkeuren' }).click()
    await page.getByRole('dialog').getByText('Daarna is nog 1 goedkeuring nodig.').waitFor()
    server.change('case-tricky', { body: { ...held.body, approvals: 1 } })
    await page.getByText('Daarna is nog 1 goedkeuring nodig.').waitFor({ state: 'detached' })
  })

  it('says in an open window that a stop came, and of which it is (P4)', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await page.getByRole('button', { name: 'Goedkeuren' }).click()
    const others = { orderedAt: Date.now(), recorded: true }
    server.stops = [{ id: 'stop-1', scope: 'agent', target: 'planner', ...others }]
    await page.locator('.banner-stop').waitFor()
    const told = page.getByRole('dialog').getByRole('status').getByText('ook niet als u het goedkeurt')
    assert.equal(await told.count(), 0)
    server.stops = [...server.stops, { id: 'stop-2', scope: 'all', ...others }]
    await told.waitFor()
    await page.getByRole('dialog').getByText('Gestopt: alles.').waitFor()
  })

  it('tells a screen reader at once that a case is nearly over, for who opens it late (P6)', async () => {
    await using desk = await start()
    const { visit, page } = desk
    await visit.signIn('key-sanne', '/cases/case-tricky')
    const told = page
      .getByRole('status')
      .getByText(/^Nog [2-3] min \d+ s om te beslissen; daarna wordt dit geweigerd\.$/)
    await told.waitFor({ state: 'attached' })
  })

  it('tells a screen reader also while a window is open', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-tricky')
    await page.getByRole('button', { name: 'Goedkeuren' }).click()
    await page.getByRole('dialog').waitFor()
    server.cases.set('case-new', { ...reminder(), id: 'case-new' })
    server.cases.set('case-newer', { ...reminder(), id: 'case-newer' })
    // By its role: what is inert has none.
    await page.getByRole('status').getByText('2 nieuwe zaken wachten op een besluit.').waitFor({ state: 'attached' })
  })

  it('does not say that a verdict was not counted when only its answer was lost', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    let isLost = true
    await page.route('**/verdicts', async (route) => {
      await route.fetch()
      await (isLost ? route.abort() : route.continue())
    })
    await page.getByRole('button', { name: 'Goedkeuren' }).click()
    await pressAgain(page)
    await page.getByRole('dialog').getByText('Sluis antwoordt niet.').waitFor()
    await page.getByRole('dialog').getByText('Goedgekeurd. De agent mag dit nu één keer doen.').waitFor()
    isLost = false
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.locator('.outcome').getByText('Goedgekeurd.').waitFor()
    await rest(page)
    assert.equal(await page.getByText('niet meegeteld').count(), 0)
    assert.equal(server.cases.get('case-reminder')?.body.approvals, 1)
  })

  it('keeps the place of whoever stood on a button when others decided, and tells whoever stood elsewhere', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-tricky')
    await tabTo(page, 'Goedkeuren')
    server.change('case-tricky', { state: 'rejected', mayDecide: false })
    await page.locator('.outcome-text:focus').getByText('Afgewezen. Dit gebeurt niet.').waitFor()
    await page.getByRole('link', { name: 'Volgende zaak' }).click()
    await page.locator('h1:focus').waitFor()
    server.change(new URL(page.url()).pathname.replace('/cases/', ''), { state: 'expired', mayDecide: false })
    await page.getByRole('status').getByText('Niemand besliste op tijd.').waitFor({ state: 'attached' })
    await page.locator('h1:focus').waitFor()
  })

  it('leaves the focus where it went since, when the agent makes use of what was approved', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await page.getByRole('button', { name: 'Goedkeuren' }).click()
    await pressAgain(page)
    await page.locator('.outcome-text:focus').waitFor()
    await tabTo(page, 'Volgende zaak')
    server.change('case-reminder', { state: 'used' })
    await page.getByText('Goedgekeurd, en de agent heeft ervan gebruikgemaakt.').waitFor()
    await page.getByRole('link', { name: 'Volgende zaak' }).and(page.locator(':focus')).waitFor()
  })
}
