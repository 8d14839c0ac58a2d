// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { openPeoplesDoor } from '../../../packages/server/src/api/testing/peoples-door.ts'
import { held, released } from '../../../packages/server/src/oversight/testing/gate.ts'
import { Visit } from './browser.ts'
import { confirm, pressAgain } from './start.ts'

/** A mail of which nobody knows whether it went out, as people find it on the Desk and say what they found out. */
export async function settlingOnTheDesk(browser: Browser): Promise<void> {
  await using door = await openPeoplesDoor()
  const { journal, services } = door
  await door.hold({ case: 'c1', run: 'run-1' })
  const sanne = services.organisation().people.get('sanne')
  assert.ok(sanne)
  await services.oversight.decide('c1', sanne, { verdict: 'approve', digest: String(held({ case: 'c1' }).data.digest) })
  const allowed = released('c1')
  const more = { system: 'weekly-report', action: 'callTool', rules: [], messageId: '<m-1@verhage.example>' }
  await journal.append({ ...allowed, data: { ...allowed.data, ...more } })
  const ended = { call: 'call-released', run: 'run-1', outcome: 'unknown', labels: [] }
  await journal.append({ kind: 'call.ended', data: ended })

  const looks = await Visit.start(browser, door.url)
  await looks.signIn(door.keyOf('ruth'))
  await looks.open('/runs')
  await looks.page.getByRole('heading', { name: 'Niemand weet of dit gebeurd is' }).waitFor()
  assert.equal(await looks.page.getByRole('button', { name: 'Vaststellen wat er gebeurde' }).count(), 0)
  await looks.end()

  const visit = await Visit.start(browser, door.url)
  const { page } = visit
  await visit.signIn(door.keyOf('anna'))
  await page.getByText('Van één aanroep weet niemand of die gebeurd is.').waitFor()
  await page.getByRole('link', { name: 'Bekijken' }).click()
  await page.getByRole('heading', { name: 'Niemand weet of dit gebeurd is' }).waitFor()
  await visit.assertAccessible('/runs')
  await visit.assertTargets('/runs')
  await page.getByRole('button', { name: 'Vaststellen wat er gebeurde' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Terug' }).click()
  await visit.open('/runs/run-1')
  await page.getByText('onbekend of het gebeurd is').waitFor()
  await page.getByRole('button', { name: 'Vaststellen wat er gebeurde' }).click()
  await page.getByRole('dialog').getByText('<m-1@verhage.example>').waitFor()
  await visit.assertAccessible('the window that settles')
  await pressAgain(page)
  await page.getByText('Vul dit in.').first().waitFor()
  await page.getByLabel('Wat bleek?').selectOption('Het is niet gebeurd')
  await page.getByLabel('Waaruit blijkt dat?').fill('niet in de verzonden mail')
  await confirm(page)
  await page.getByText('onbekend of het gebeurd is').waitFor({ state: 'detached' })
  const [row] = await journal.query("SELECT outcome FROM calls WHERE id = 'call-released'")
  assert.equal(row?.outcome, 'failed')
  await visit.open('/runs')
  assert.equal(await page.getByRole('heading', { name: 'Niemand weet of dit gebeurd is' }).count(), 0)
  await visit.end()
}
