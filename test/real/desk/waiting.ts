// SPDX-License-Identifier: EUPL-1.2
// What waits for whom, and what was decided on a day long ago.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Browser } from 'playwright-core'
import { reminder } from './fixture-cases.ts'
import { pressAgain, rest, starter, tabTo } from './start.ts'

const day = 24 * 3_600_000

export function waiting(browser: () => Browser): void {
  const start = starter(browser)

  it('leads from what was decided to what waits for this person, past what waits for others', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    const soon = Date.now() + 60_000
    for (const n of [1, 2]) {
      const id = `of-the-board-${n}`
      server.cases.set(id, { ...reminder(), id, expiresAt: soon + n, mayDecide: false })
    }
    await visit.signIn('key-sanne')
    await page.getByRole('heading', { level: 2, name: 'Waarover u kunt beslissen' }).waitFor()
    const own = page.locator('section[aria-labelledby=open-cases] .case-row-link')
    await own.nth(2).waitFor()
    assert.equal(await own.count(), 3)
    assert.equal(await page.locator('section[aria-labelledby=other-cases] .case-row-link').count(), 2)
    assert.match(await page.title(), /^\(3\)/)
    await visit.assertAccessible('own and others')
    await visit.open('/cases/of-the-board-1')
    await page.getByRole('link', { name: 'Volgende zaak' }).click()
    await page.waitForURL('**/cases/case-tricky')
    await page.getByRole('button', { name: 'Afwijzen' }).click()
    await page.getByLabel('Waarom niet?').fill('Klopt niet')
    await pressAgain(page)
    await page.getByRole('link', { name: 'Volgende zaak' }).click()
    await page.getByRole('button', { name: 'Goedkeuren' }).waitFor()
  })

  it('shows what was decided on a day long ago, with the keyboard alone', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    const then = new Date(2025, 2, 3, 14, 5).getTime()
    const past = { openedAt: then, expiresAt: then + day, state: 'used', mayDecide: false } as const
    server.cases.set('case-then', { ...reminder(), ...past, id: 'case-then', tool: 'then_send' })
    const after = { ...past, openedAt: then + 2 * day }
    server.cases.set('case-since', { ...reminder(), ...after, id: 'case-since', tool: 'since_send' })
    await visit.signIn('key-ruth')
    await page.getByText('then_send').waitFor()
    await tabTo(page, 'Naar wat eerder is beslist')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.getByLabel('Tot en met').and(page.locator(':focus')).waitFor()
    // In the order of the reader's language: day, month, year.
    await page.keyboard.type('03032025')
    await page.keyboard.press('Enter')
    await page.locator('h2:focus', { hasText: 'Eerder' }).waitFor()
    await page.getByText('since_send').waitFor({ state: 'detached' })
    await page.getByText('then_send').waitFor()
    assert.equal(await page.getByLabel('Tot en met').inputValue(), '2025-03-03')
    await visit.assertAccessible('a day long ago')
    await visit.assertTargets('a day long ago')
    await page.reload()
    await page.getByText('then_send').waitFor()
    assert.equal(await page.getByText('since_send').count(), 0)
  })

  it('brings whoever looked at one of a hundred back to it, and whoever decided on it to the top', async () => {
    await using desk = await start({ viewport: { width: 360, height: 640 } })
    const { visit, page, server } = desk
    for (let n = 0; n < 100; n++) {
      const id = `case-${n}`
      server.cases.set(id, { ...reminder(), id, expiresAt: Date.now() + (n + 1) * 3_600_000 })
    }
    await visit.signIn('key-sanne')
    const looked = page.locator('a[href="/cases/case-60"]')
    const isThere = async (): Promise<void> => {
      await looked.and(page.locator(':focus')).waitFor()
      const box = await looked.boundingBox()
      assert.ok(box !== null && box.y > 0 && box.y < 640, JSON.stringify(box))
    }
    await looked.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Goedkeuren' }).waitFor()
    await page.goBack()
    await isThere()
    await looked.click()
    await page.getByRole('button', { name: 'Goedkeuren' }).waitFor()
    await page.getByRole('link', { name: 'run-4f1c' }).click()
    await looked.waitFor()
    await rest(page)
    await page.locator('h1:focus', { hasText: 'Weekly sales report' }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Goedkeuren' }).waitFor()
    await page.getByRole('navigation').getByRole('link', { name: 'Zaken' }).click()
    await isThere()
    await looked.click()
    await page.getByRole('button', { name: 'Goedkeuren' }).click()
    await pressAgain(page)
    await page.getByRole('link', { name: 'Alle zaken' }).click()
    await page.locator('h1:focus', { hasText: 'Zaken' }).waitFor()
  })

  it('says of a case that is over when it was asked and decided, by whom, and which it is', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    const openedAt = new Date(2025, 2, 3, 9, 12).getTime()
    const decidedAt = new Date(2025, 2, 3, 14, 5).getTime()
    const person = { id: 'sanne', name: 'Sanne Kuipers' }
    const over = { openedAt, decidedAt, state: 'used', mayDecide: false } as const
    const verdicts = [{ person, verdict: 'approve', at: decidedAt }] as const
    server.cases.set('case-then', { ...reminder(), ...over, verdicts, id: 'case-then' })
    const expired = { openedAt, decidedAt, state: 'expired', mayDecide: false } as const
    server.cases.set('case-silent', { ...reminder(), ...expired, id: 'case-silent' })
    await visit.signIn('key-ruth', '/cases/case-then')
    await page.getByText('gevraagd 3 mrt 2025').waitFor()
    await page.getByText('beslist 3 mrt 2025').waitFor()
    await page.getByRole('heading', { name: 'Oordelen', exact: true }).waitFor()
    await page.locator('.verdicts', { hasText: 'Sanne Kuipers keurde goed, 3 mrt 2025' }).waitFor()
    await page.locator('.who', { hasText: 'case-then' }).waitFor()
    await visit.assertAccessible('a case that is over')
    await visit.open('/cases/case-silent')
    await page.getByText('Niemand gaf een oordeel.').waitFor()
  })
}
