// SPDX-License-Identifier: EUPL-1.2
// What somebody was writing when their session or their page ended, and who finds it again.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { pressAgain, rest, starter, verdicts } from './start.ts'

const reason = 'Deze klant heeft al betaald'
const kept = 'Dit schreef u hier eerder; het is in dit tabblad bewaard gebleven.'

const held = async (page: Page): Promise<string> => String(await page.evaluate('JSON.stringify(sessionStorage)'))

async function writeReason(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Afwijzen' }).click()
  await page.getByLabel('Waarom niet?').fill(reason)
}

async function signInHere(page: Page, key: string): Promise<void> {
  await page.getByLabel('Uw sleutel').fill(key)
  await page.keyboard.press('Enter')
  await page.getByRole('banner').waitFor()
}

export function draftsOnTheDesk(browser: () => Browser): void {
  const start = starter(browser)

  it('gives a reason back to who was writing it when the session ended, says so, and sends it once', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await writeReason(page)
    await page.evaluate('localStorage.removeItem("sluis.session")')
    await page.getByText('Uw sessie is voorbij.').waitFor()
    await page.getByText('Wie het schreef vindt het terug na aanmelden').waitFor()
    await visit.assertAccessible('a session that ended with something written')
    await signInHere(page, 'key-sanne')
    await page.getByText('Wat u hierover schreef, is bewaard.').waitFor()
    await page.getByRole('button', { name: 'Afwijzen' }).click()
    await page.getByRole('status').getByText(kept).waitFor({ state: 'attached' })
    await page.getByRole('dialog').getByText(kept).waitFor()
    await visit.assertAccessible('what was kept')
    await pressAgain(page)
    await page.locator('.outcome').waitFor()
    assert.deepEqual(verdicts(server), [{ verdict: 'reject', reason, digest: 'digest-reminder' }])
    assert.ok(!(await held(page)).includes('betaald'))
  })

  it('gives it back after the page was left by mistake, and throws it away when asked', async () => {
    await using desk = await start()
    const { visit, page } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await writeReason(page)
    await page.reload()
    await page.getByRole('button', { name: 'Afwijzen' }).click()
    assert.equal(await page.getByLabel('Waarom niet?').inputValue(), reason)
    await page.getByRole('button', { name: 'Weggooien' }).click()
    assert.equal(await page.getByLabel('Waarom niet?').inputValue(), '')
    await page.getByRole('dialog').getByText(kept).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Terug' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    assert.equal(await page.getByText('Wat u hierover schreef, is bewaard').count(), 0)
    assert.ok(!(await held(page)).includes('betaald'))
  })

  it('gives it to nobody else who signs in at the same machine', async () => {
    await using desk = await start()
    const { visit, page } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await writeReason(page)
    await page.evaluate('localStorage.removeItem("sluis.session")')
    await page.getByText('Uw sessie is voorbij.').waitFor()
    await signInHere(page, 'key-anna')
    await page.locator('.shell-who', { hasText: 'Anna Verhage' }).waitFor()
    assert.ok(!(await held(page)).includes('betaald'))
    await page.evaluate('localStorage.removeItem("sluis.session")')
    await page.getByText('Uw sessie is voorbij.').waitFor()
    assert.equal(await page.getByText('Wie het schreef vindt het terug').count(), 0)
  })

  it('shows in every tab who acts in it by now, when somebody else signs in in another', async () => {
    await using desk = await start()
    const { visit, page } = desk
    // This tab asks nothing by itself: it hears of it from the other.
    await page.addInitScript('window.setInterval = () => 0')
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await writeReason(page)
    const beside = await page.context().newPage()
    await beside.goto(`${visit.base}/#key=key-anna`)
    await beside.locator('.shell-who', { hasText: 'Anna Verhage' }).waitFor()
    // What is pressed here goes out in Anna's name: nobody may take it for Sanne's.
    await page.locator('.shell-who', { hasText: 'Anna Verhage' }).waitFor()
    assert.ok(!(await held(page)).includes('betaald'))
  })

  it('warns at a sign-out and then keeps nothing, in this tab and in another', async () => {
    await using desk = await start()
    const { visit, page } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await writeReason(page)
    const beside = await page.context().newPage()
    await beside.goto(`${visit.base}/cases/case-tool`)
    await writeReason(beside)
    await beside.getByRole('button', { name: 'Terug' }).click()
    await beside.getByRole('button', { name: 'Afmelden' }).click()
    await beside.getByRole('dialog').getByText('wordt dan gewist').waitFor()
    await rest(beside)
    await beside.getByRole('dialog').getByRole('button', { name: 'Afmelden' }).click()
    for (const tab of [beside, page]) {
      await tab.getByRole('heading', { name: 'Aanmelden bij Sluis' }).waitFor()
      assert.ok(!(await held(tab)).includes('betaald'))
      assert.equal(await tab.getByText('Wie het schreef vindt het terug').count(), 0)
    }
  })

  it('holds of an edit what was typed and no word of the sealed mail, and gives the whole back', async () => {
    await using desk = await start()
    const { visit, page } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await page.getByRole('button', { name: 'Wijzigen' }).click()
    const text = page.getByLabel('Tekst')
    const before = await text.inputValue()
    const after = before.replace('binnen zeven dagen', 'uiterlijk vrijdag')
    await text.fill(after)
    await page.getByLabel('invoices/2026-0103.xml').uncheck()
    const stored = await held(page)
    assert.match(stored, /vrijdag/)
    for (const word of ['Bakker', 'bakker', '1.210', 'Verhage', 'Herinnering'])
      assert.ok(!stored.includes(word), stored)
    await page.reload()
    await page.getByRole('button', { name: 'Wijzigen' }).click()
    assert.equal(await text.inputValue(), after)
    assert.equal(await page.getByLabel('invoices/2026-0103.xml').isChecked(), false)
    await page.locator('.window ins', { hasText: 'vrijdag' }).waitFor()
  })

  it('gives a half-filled incident back', async () => {
    await using desk = await start()
    const { visit, page } = desk
    await page.route('**/systems', (route) => route.fulfill({ json: { systems: [{ id: 'weekly', name: 'Weekly' }] } }))
    await page.route('**/systems-seen', (route) => route.fulfill({ json: { systems: [] } }))
    await visit.signIn('key-anna', '/incidents/new')
    await page.getByLabel('Welk systeem?').selectOption('weekly')
    await page.getByLabel('Grondrechten geschonden').check()
    await page.getByLabel('Vertel wat u weet').fill('Een klant kreeg de lijst van een ander')
    await page.reload()
    await page.getByText(kept).first().waitFor()
    await page.locator('option[value=weekly]').waitFor({ state: 'attached' })
    assert.equal(await page.getByLabel('Welk systeem?').inputValue(), 'weekly')
    assert.ok(await page.getByLabel('Grondrechten geschonden').isChecked())
    assert.ok(!(await page.getByLabel('Nog niet bekend').isChecked()))
    assert.equal(await page.getByLabel('Vertel wat u weet').inputValue(), 'Een klant kreeg de lijst van een ander')
  })
}
