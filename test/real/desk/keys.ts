// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { openPeoplesDoor } from '../../../packages/server/src/api/testing/peoples-door.ts'
import { Visit } from './browser.ts'
import { pressAgain } from './start.ts'

/** Keys as people replace them on the Desk: one's own, an agent's, and that of somebody who lost theirs. */
export async function keysOnTheDesk(browser: Browser): Promise<void> {
  await using door = await openPeoplesDoor()
  const { identity } = door.services
  const [lost = ''] = identity.keysOf('person', 'bram')
  await identity.revoke(lost, 'anna')
  const visit = await Visit.start(browser, door.url)
  const { page } = visit
  await visit.signIn(door.keyOf('anna'))
  await visit.open('/keys')
  await visit.assertAccessible('/keys')
  await visit.assertFits('/keys')
  await visit.assertTargets('/keys')

  await page.getByRole('link', { name: 'Sleutels (1 zonder)' }).waitFor()

  // Being signed in is not enough, nor is an agent's key.
  const give = async (key: string): Promise<void> => {
    await page.getByLabel('Uw eigen sleutel').fill(key)
    await pressAgain(page)
  }
  await page.getByRole('button', { name: 'Nieuwe sleutel voor Bram de Wit' }).click()
  await visit.assertAccessible('the window that makes a key')
  await pressAgain(page)
  await page.getByText('Plak eerst uw eigen sleutel.').waitFor()
  await give(door.agentKey)
  await page.getByText('Dit is geen sleutel van een mens, of hij werkt niet meer.').waitFor()
  await give(door.keyOf('anna'))
  const shown = page.locator('.key-shown')
  await shown.waitFor()
  await visit.assertAccessible('the window that shows a key')
  await page.keyboard.press('Escape')
  const brams = (await shown.textContent()) ?? ''
  await page.getByRole('button', { name: 'Ik heb hem' }).click()
  await page.getByText('Zonder sleutel').waitFor({ state: 'detached' })
  assert.equal(await page.getByText(brams).count(), 0)
  assert.equal(identity.authenticatePerson(brams)?.id, 'bram')

  const [agent = ''] = identity.keysOf('agent', 'reporter')
  await page.getByRole('button', { name: `Intrekken: Weekly report agent, ${agent}` }).click()
  await pressAgain(page)
  await page.locator('code', { hasText: agent }).waitFor({ state: 'detached' })
  assert.deepEqual(identity.keysOf('agent', 'reporter'), [])

  // The last key of who may make keys asks twice, and takes this page along.
  const [annas = ''] = identity.keysOf('person', 'anna')
  await page.getByRole('button', { name: `Intrekken: Anna Verhage, ${annas}` }).click()
  await pressAgain(page)
  await page.getByRole('alert').getByText('Hierna kan niemand meer sleutels voor mensen maken').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Aanmelden bij Sluis' }).waitFor()

  // Bram hears who else may have his key.
  await visit.signIn(brams)
  await page.getByText('Een sleutel op uw naam is gemaakt door Anna Verhage.').waitFor()
  await visit.end()
}
