// SPDX-License-Identifier: EUPL-1.2
// The questions about a system that a small business meets on its first day, in a real browser against Sluis itself: a
// system of which no fact is known yet.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { parse, stringify } from 'yaml'
import { missing, type Visit } from './desk/browser.ts'
import { type DeskOnSluis, openDeskOnSluis } from './desk/on-sluis.ts'

let desk: DeskOnSluis

before(async () => {
  if (missing === undefined) desk = await openDeskOnSluis({ prepare: addSystems })
})
after(() => desk?.[Symbol.asyncDispose]())

function addSystems(folder: string): void {
  const at = (id: string): string => join(folder, 'organisation/systems', `${id}.yaml`)
  const { register, ...report } = parse(readFileSync(at('weekly-report'), 'utf8'))
  const { facts, ...unanswered } = register
  for (const id of ['answers', 'macro', 'broken', 'phone']) {
    writeFileSync(at(id), stringify({ ...report, id, name: `System ${id}`, register: unanswered }))
  }
}

const visitTo = (id: string, options?: BrowserContextOptions): Promise<Visit> =>
  desk.visitAs('anna', `/systems/${id}/questions`, options)

async function found(id: string) {
  const system = await desk.house.sluis.register.find(id)
  assert.ok(system)
  return system
}

const choose = (page: Page, question: string, answer: string): Promise<void> =>
  page.getByRole('radiogroup', { name: question }).getByText(answer, { exact: true }).click()

const ordinary =
  /^(Draait het systeem op|Werkt het systeem voor een deel|Leidt het systeem zelf|Kan de uitkomst invloed|Is de organisatie die)/

/** Answers all that a page asks, as the owner of an ordinary system in the EU. */
async function answerPage(page: Page, source: string): Promise<number> {
  const heading = await page.getByRole('heading', { level: 1 }).elementHandle()
  const groups = await page.getByRole('main').getByRole('radiogroup').all()
  for (const group of groups) {
    const question = (await group.locator('.react-aria-Label').textContent()) ?? ''
    const isSection = (await group.getByRole('radio').count()) > 3
    const answer = isSection ? 'geen van beide' : ordinary.test(question) ? 'ja' : 'nee'
    await group.getByText(answer, { exact: !isSection }).click()
  }
  await page.getByText('Alle vragen hierboven hebben een antwoord.').waitFor()
  await page.getByLabel('Waar weet u dat van?').fill(source)
  await page.getByRole('button', { name: 'Vastleggen en verder' }).click()
  await heading?.waitForElementState('hidden')
  await page.getByRole('heading', { level: 1 }).waitFor()
  return groups.length
}

describe('the questions about a system of which nothing is known yet', {
  skip: missing ?? false,
  timeout: 280_000,
}, () => {
  it('are four pages when it does nothing the law names, and the class follows', async () => {
    const visit = await visitTo('answers')
    const { page } = visit
    const pages: (readonly [string, number])[] = []
    for (;;) {
      const title = await page.getByRole('heading', { level: 1 }).innerText()
      if (title === 'Geen vraag verandert de klasse nog') break
      pages.push([title, await answerPage(page, `De leverancier, gesprek ${pages.length + 1}`)])
      if (pages.length === 1) await page.getByText(/\. 12 antwoorden vastgelegd\./).waitFor()
      assert.ok(pages.length <= 4)
    }
    assert.deepEqual(pages, [
      ['Geldt de AI-verordening hiervoor?', 12],
      ['Is het verboden?', 9],
      ['Is het een hoog risico?', 17],
      ['Moeten mensen het horen?', 5],
    ])
    await page.getByText('Op deze feiten: minimaal risico.').waitFor()
    const { label, strictest, facts } = await found('answers')
    assert.deepEqual([label, strictest, facts.length], ['minimal', 'minimal', 43])
    const kept = facts.find(({ fact }) => fact === 'recruitment_or_selection')
    assert.deepEqual([kept?.value, kept?.source, kept?.by], [false, 'De leverancier, gesprek 3', 'anna'])
    await visit.end()
  })

  it('end at the first answer that takes it out of the law, and the rest falls away', async () => {
    const visit = await visitTo('macro')
    const { page } = visit
    await choose(page, 'Draait het systeem op een computer', 'nee')
    await page.getByText('11 vragen hierboven hebben nog geen antwoord.').waitFor()
    await page.getByLabel('Waar weet u dat van?').fill('Het hangt aan de muur.')
    await page.getByRole('button', { name: 'Vastleggen en verder' }).click()
    await page.getByText('Op deze feiten: valt buiten de AI-verordening.').waitFor()
    assert.equal((await found('macro')).facts.length, 1)
    await visit.end()
  })

  it('keep what was chosen over a reload, and over a refusal halfway what is not recorded yet', async () => {
    const visit = await visitTo('broken')
    const { page } = visit
    await choose(page, 'Draait het systeem op een computer', 'ja')
    await choose(page, 'Werkt het systeem voor een deel zelfstandig', 'weet ik niet')
    await choose(page, 'Leidt het systeem zelf af', 'ja')
    await page.getByLabel('Waar weet u dat van?').fill('De handleiding, bladzijde 3')
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    let posts = 0
    await page.route('**/answers', (route) => (++posts === 2 ? route.abort() : route.continue()))
    await page.getByRole('button', { name: 'Vastleggen en verder' }).click()
    await page.getByRole('alert').filter({ hasText: /./ }).waitFor()
    assert.equal((await found('broken')).facts.length, 1)
    await page.getByRole('radiogroup', { name: 'Draait het systeem op een computer' }).waitFor({ state: 'detached' })
    const third = page.getByRole('radiogroup', { name: 'Leidt het systeem zelf af' })
    assert.ok(await third.getByRole('radio', { name: 'ja', exact: true }).isChecked())
    await page.getByRole('button', { name: 'Vastleggen en verder' }).click()
    await third.waitFor({ state: 'detached' })
    const { facts, strictest } = await found('broken')
    assert.deepEqual(
      facts.map(({ fact, value, source }) => [fact, value, source]),
      [
        ['machine_based', true, 'De handleiding, bladzijde 3'],
        ['infers_how_to_generate_output', true, 'De handleiding, bladzijde 3'],
        ['operates_with_some_autonomy', 'unknown', 'De handleiding, bladzijde 3'],
      ],
    )
    assert.equal(strictest, 'prohibited', 'unknown is the strictest case (P10)')
    await page.getByText('1 antwoord “weet ik niet”: telt als het strengste geval').waitFor()
    await visit.end()
  })

  it('fit a phone, meet WCAG 2.2 AA as far as axe sees, and say why the rest is not asked', async () => {
    const visit = await visitTo('phone', { viewport: { width: 320, height: 640 } })
    const { page } = visit
    await page.getByText('Nog 43 vragen als niets van wat de wet noemt hier speelt.').waitFor()
    await page.getByText('72 vragen alleen als een ander antwoord ernaar vraagt').waitFor()
    await page.getByText('17 vragen alleen over plichten en data').waitFor()
    for (const more of await page.locator('summary').all()) await more.click()
    await visit.assertFits('the questions')
    await visit.assertTargets('the questions')
    await visit.assertAccessible('the questions')
    await visit.say('en')
    await page.getByRole('heading', { level: 1, name: 'Does the AI Act apply to it?' }).waitFor()
    await visit.assertFits('the questions in English')
    await visit.end()
  })
})
