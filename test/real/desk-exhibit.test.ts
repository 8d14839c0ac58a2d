// SPDX-License-Identifier: EUPL-1.2
// A court asks about a mail, answered on the Desk in a real browser against Sluis itself, and checked by the verifier.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { parseExhibit, parseVerifierKey, trustKey, verifyExhibit } from '@sluis/log'
import { connectAgent, outsideMail } from '../e2e/outside-agent.ts'
import { approveAll } from '../e2e/reviewer.ts'
import { missing, type Visit } from './desk/browser.ts'
import { type DeskOnSluis, openDeskOnSluis } from './desk/on-sluis.ts'

const run = 'run-of-reporter'

describe('an exhibit, on the Desk', { skip: missing ?? false, timeout: 300_000 }, () => {
  let desk: DeskOnSluis

  before(async () => {
    desk = await openDeskOnSluis()
    const { house } = desk
    await using agent = await connectAgent(house.sluis.gateUrl, house.agentKey)
    await agent.call('mail_send', outsideMail('About your invoice'))
    await approveAll(house)
    await agent.call('mail_send', outsideMail('About your invoice'))
  })
  after(() => desk?.[Symbol.asyncDispose]())

  /** The call that sent the mail: of those on the page, the only one that was allowed. */
  const sentCall = (visit: Visit) =>
    visit.page.locator('.call', { hasText: 'doorgelaten' }).getByRole('link', { name: 'Bewijsstuk' })

  it('is made of a sent mail: what was chosen, for whom, and a file that verifies', async () => {
    const visit = await desk.visitAs('ruth', `/runs/${run}`, { acceptDownloads: true })
    const { page } = visit
    await sentCall(visit).click()
    await page.getByRole('heading', { name: 'Bewijsstuk maken' }).waitFor()
    await page.getByRole('group', { name: /Het oordeel van een mens/ }).waitFor()
    await visit.assertAccessible('exhibit')
    await page.getByRole('button', { name: 'Maak bewijsstuk' }).click()
    await page.getByText('Zeg eerst voor wie het is.').waitFor()
    await page.getByLabel('de tekst van de regels').uncheck()
    await page.getByLabel('Voor wie, en waarvoor?').fill('Rechtbank Den Haag, zaak 26/123')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Maak bewijsstuk' }).click(),
    ])
    assert.match(download.suggestedFilename(), /^call-.*\.exhibit\.json$/)
    const bytes = readFileSync(await download.path())
    const key = parseVerifierKey(desk.house.sluis.journal.verifierKey)
    const { entries, names } = await verifyExhibit(parseExhibit(bytes), trustKey(key))
    const fields = entries.flatMap(({ fields }) => fields.map(({ name }) => name))
    assert.ok(fields.includes('call') && fields.includes('request') && !fields.includes('policies'), fields.join())
    assert.match(JSON.stringify(entries), /About your invoice/)
    assert.deepEqual([...names.values()], ['person:sanne'])
    await page.getByText('npx sluis-log verify').waitFor()
    await visit.end()
  })

  it('fits a phone, and is not offered to whoever may not make one', async () => {
    const phone = await desk.visitAs('anna', `/runs/${run}`, {
      viewport: { width: 320, height: 640 },
      colorScheme: 'dark',
    })
    await sentCall(phone).click()
    await phone.page.getByRole('button', { name: 'Maak bewijsstuk' }).waitFor()
    await phone.assertFits('exhibit')
    await phone.assertTargets('exhibit')
    await phone.assertAccessible('exhibit, dark')
    const at = new URL(phone.page.url()).pathname
    await phone.end()
    const other = await desk.visitAs('sanne', `/runs/${run}`)
    await other.page.locator('.call').first().waitFor()
    assert.equal(await other.page.getByRole('link', { name: 'Bewijsstuk' }).count(), 0)
    await other.open(at)
    await other.page.getByText('Een bewijsstuk maakt een eigenaar of een controleur.').waitFor()
    await other.end()
  })
})
