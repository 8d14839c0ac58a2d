// SPDX-License-Identifier: EUPL-1.2
// A letter about somebody, answered on the Desk in a real browser against Sluis itself.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { connectAgent } from '../e2e/outside-agent.ts'
import { missing } from './desk/browser.ts'
import { type DeskOnSluis, openDeskOnSluis } from './desk/on-sluis.ts'
import { pressAgain } from './desk/start.ts'

const run = 'run-of-reporter'

describe('what is held about somebody, on the Desk', { skip: missing ?? false, timeout: 300_000 }, () => {
  let desk: DeskOnSluis

  before(async () => {
    desk = await openDeskOnSluis()
    const { house } = desk
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    const { gate } = await agent.call('books_read_text_file', { path: 'invoices/2026-0101.xml' })
    const { exhibits } = house.sluis
    const trail = await exhibits.trailOfCall(gate.call ?? '')
    const entries = (trail?.entries ?? []).map(({ index, fields }) => ({ index, fields: fields.slice(0, 1) }))
    await exhibits.make({ entries, names: [], for: 'Rechtbank Den Haag' }, { id: 'ruth' })
  })
  after(() => desk?.[Symbol.asyncDispose]())

  for (const [language, colorScheme, look, show, erase] of [
    ['nl', 'light', 'Opzoeken', 'Inhoud tonen', 'Wissen …'],
    ['en', 'dark', 'Look up', 'Show content', 'Erase …'],
  ] as const) {
    it(`meets WCAG 2.2 AA as far as axe sees and fits a phone, in ${language}, ${colorScheme}`, async () => {
      const visit = await desk.visitAs('anna', `/held?run=${run}`, {
        colorScheme,
        viewport: { width: 320, height: 640 },
      })
      const { page } = visit
      await visit.say(language)
      await visit.assertAccessible('empty')
      await page.getByRole('button', { name: look }).click()
      await page.getByRole('button', { name: show }).click()
      await page.locator('summary').first().click()
      await page.getByText('2026-0101').first().waitFor()
      await page.getByText('Rechtbank Den Haag').waitFor()
      await visit.assertAccessible('found')
      await visit.assertTargets('found')
      await visit.assertFits('found')
      await page.getByRole('button', { name: erase }).click()
      await page.getByRole('dialog').waitFor()
      await visit.assertAccessible('window')
      await visit.assertFits('window')
      await visit.end()
    })
  }

  it('tells nothing of somebody who is not known, keeps the name out of the address, and refuses in words', async () => {
    const visit = await desk.visitAs('ruth', '/held')
    const { page } = visit
    const field = page.getByLabel('Over wie gaat het?')
    await field.fill('customer:99999')
    await page.keyboard.press('Enter')
    await page.getByText('Hierover is niets te vinden.').waitFor()
    assert.ok(!page.url().includes('99999'))
    await field.fill('Jan de Vries')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'soort:waarde' }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Wissen …' }).count(), 0, 'an auditor erases nothing')
    await visit.end()
  })

  it('is erased by the keyboard, on a ground and with a reason, and everybody sees who did it', async () => {
    const visit = await desk.visitAs('anna', `/runs/${run}`)
    const { page } = visit
    await page.getByRole('link', { name: 'Wat hiervan bewaard wordt' }).click()
    await page.getByRole('button', { name: 'Opzoeken' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Wissen …' }).waitFor()
    await page.getByRole('button', { name: 'Wissen …' }).focus()
    await page.keyboard.press('Enter')
    await pressAgain(page)
    await page.getByText('Kies een grond.').waitFor()
    await page.getByLabel('Op welke grond?').selectOption('erasure')
    await page.getByLabel('Waarom?').fill('Brief 2026-117')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText('Hierover is niets te vinden.').waitFor()
    const { erasable } = await desk.house.sluis.subjects.held({ subject: `run:${run}` })
    assert.equal(erasable, undefined)
    await visit.end()

    const other = await desk.visitAs('sanne', `/runs/${run}`)
    await other.page.getByText(/Inhoud gewist .* door Anna .*art\. 17 AVG/).waitFor()
    await other.page.getByText('Brief 2026-117').waitFor()
    await other.open('/held')
    await other.page.getByText('Opzoeken kan een eigenaar of een controleur.').waitFor()
    await other.page.getByText('Brief 2026-117').waitFor()
    await other.assertAccessible('sanne')
    await other.end()
  })
})
