// SPDX-License-Identifier: EUPL-1.2
// How people decide on the Desk, against a server whose answers the test chooses.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Browser } from 'playwright-core'
import { large, payment } from './fixture-cases.ts'
import { confirm, describedBy, focused, pressAgain, rest, starter, tabTo, verdicts } from './start.ts'

export function deciding(browser: () => Browser): void {
  const start = starter(browser)

  it('shows to whom, with what, why and until when, with each recipient marked', async () => {
    await using desk = await start()
    const { visit, page } = desk
    await visit.signIn('key-sanne', '/cases/case-tricky')
    const secret = page.locator('.recipient', { hasText: 'drop@outside.example' })
    await secret.locator('.chip', { hasText: 'buiten' }).waitFor()
    await secret.getByText('niet het adres van de debiteur').waitFor()
    const own = page.locator('.recipient', { hasText: 'team@verhage.example' })
    await own.locator('.chip', { hasText: 'binnen' }).waitFor()
    await page.getByText('59 lege regels').waitFor()
    assert.equal(await page.getByText('⟨U+202E⟩').count(), 2)
    await page.getByText('Mail naar buiten wordt eerst door een mens bekeken.').waitFor()
    await page.getByText('nee, niet alle facturen').waitFor()
    await page.locator('.time-left', { hasText: /nog [1-3] min/ }).waitFor()
    await page.getByText('1 van 2 goedkeuringen').waitFor()
  })

  it('tells the amount of a payment as the word of the agent, also in the window that asks once more', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    server.cases.set('case-payment', payment())
    await visit.signIn('key-sanne', '/cases/case-payment')
    await page.getByText('Het bedrag dat de agent noemt, zoals de regels het lezen: € 1.250,50.').waitFor()
    assert.equal(await page.locator('.facts', { hasText: '1.250,50' }).count(), 0)
    await page.getByText('geen model vroeg erom').waitFor()
    await visit.assertAccessible('a payment')
    await page.getByRole('button', { name: 'Goedkeuren' }).click()
    await page.getByRole('dialog').getByText('voor € 1.250,50').waitFor()
  })

  it('shows the beginning of a large call, says so, and all of it at one press; asks for it once (P5)', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    // Where other pages are open beside it, a browser takes its time to lay out twenty thousand lines.
    page.setDefaultTimeout(90_000)
    const { held, content } = large()
    server.cases.set(held.id, held)
    server.contents.set(held.id, content)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await visit.signIn('key-sanne', '/cases/case-large')
    await page.getByText('Dit is een grote aanroep: 3,9 MB.').waitFor()
    await page.getByText('Regel 0 van een heel lange brief').waitFor()
    await page.getByText('Dit zijn de eerste 200 van 250 ontvangers; 250 van allen zijn van buiten.').waitFor()
    assert.equal(await page.getByText('De allerlaatste regel').count(), 0)
    await page.getByText(/Dit zijn de eerste [\d.]+ van [\d.]+ tekens/).waitFor()
    await visit.assertAccessible('a large case')
    await page.locator('.letter-text').getByRole('button', { name: 'Alles tonen' }).click()
    await page.getByText('De allerlaatste regel').waitFor()
    await page.getByRole('button', { name: 'Alles tonen' }).click()
    await page.locator('.recipient', { hasText: 'klant249@bakker.example' }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Alles tonen' }).count(), 0)
    const polls = () => asked.filter((url) => url.endsWith('/cases/case-large')).length
    const before = polls()
    while (polls() < before + 2) await page.waitForTimeout(200)
    assert.equal(asked.filter((url) => url.endsWith('/cases/case-large/content')).length, 1)

    assert.equal(await page.getByRole('button', { name: 'Wijzigen' }).count(), 0)
    await page.getByRole('button', { name: 'Goedkeuren' }).click()
    await page.getByRole('dialog').getByText('Dit is een grote aanroep').waitFor()
    await pressAgain(page)
    await page.locator('.outcome').waitFor()
    assert.deepEqual(verdicts(server), [{ verdict: 'approve', digest: 'digest-large' }])
  })

  it('approves by keys alone in two deliberate steps, for exactly what was shown (P5)', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await page.getByRole('button', { name: 'Goedkeuren' }).waitFor()
    await rest(page)
    await page.keyboard.press('1')
    await page.getByRole('dialog', { name: 'Goedkeuren?' }).waitFor()
    await rest(page)
    // Somebody who is still typing elsewhere presses these.
    for (const key of ['Space', 'Enter', '1', 'a']) await page.keyboard.press(key)
    assert.deepEqual(verdicts(server), [])
    await page.keyboard.press('Control+Enter')
    await page.locator('.outcome').waitFor()
    assert.deepEqual(verdicts(server), [{ verdict: 'approve', digest: 'digest-reminder' }])
    assert.match(String(await focused(page)), /Goedgekeurd/)
    await page.getByRole('status').getByText('Goedgekeurd.', { exact: true }).waitFor({ state: 'attached' })
  })

  it('approves with nothing but Tab and Enter, and goes on to the next case', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await tabTo(page, 'Goedkeuren')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await rest(page)
    await tabTo(page, 'Goedkeuren')
    await page.keyboard.press('Enter')
    await page.locator('.outcome').waitFor()
    assert.equal(verdicts(server).length, 1)
    await tabTo(page, 'Volgende zaak')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'mailen' }).waitFor()
    assert.notEqual(page.url(), `${visit.base}/cases/case-reminder`)
  })

  it('takes no key and no second press in the first moment of a page or a window', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    // As soon as each is there, and again for as long as nobody can have seen it; a page that is slow sees fewer
    // presses, and none too late.
    await page.addInitScript(`
      const pressHastily = (there, forMs, key, more) => new Promise((resolve) => {
        const press = () => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
        new MutationObserver((_, observer) => {
          if (document.querySelector(there) === null) return
          observer.disconnect()
          const since = performance.now()
          press()
          const pressing = setInterval(() => {
            if (performance.now() - since < forMs) return press()
            clearInterval(pressing)
            resolve()
          }, 20)
        }).observe(document, { childList: true, subtree: true })
      })
      window.onThePage = pressHastily('.decide-buttons', 700, '1')
      window.inTheWindow = pressHastily('[role=dialog]', 300, 'Enter', { ctrlKey: true })
    `)
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await page.getByRole('button', { name: 'Goedkeuren' }).waitFor()
    await page.evaluate('window.onThePage')
    assert.equal(await page.getByRole('dialog').count(), 0)
    await rest(page)
    await page.keyboard.press('1')
    await page.getByRole('dialog', { name: 'Goedkeuren?' }).waitFor()
    await page.evaluate('window.inTheWindow')
    assert.deepEqual(verdicts(server), [])
    await pressAgain(page)
    await page.locator('.outcome').waitFor()
    assert.equal(verdicts(server).length, 1)
  })

  it('leaves keys alone in a field, with another key, and once they are switched off', async () => {
    await using desk = await start()
    const { visit, page } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await page.getByRole('button', { name: 'Goedkeuren' }).waitFor()
    await rest(page)
    for (const key of ['Control+1', 'Alt+1', 'Meta+1']) await page.keyboard.press(key)
    assert.equal(await page.getByRole('dialog').count(), 0)
    // A field of whatever else lives in this browser.
    await page.evaluate('document.body.append(document.createElement("input"))')
    await page.locator('body > input').fill('')
    await page.keyboard.type('123')
    assert.equal(await page.getByRole('dialog').count(), 0)
    await page.evaluate('document.querySelector("body > input").remove()')
    await page.keyboard.press('3')
    await page.getByLabel('Waarom niet?').waitFor()
    await page.keyboard.type('12 redenen')
    assert.equal(await page.getByLabel('Waarom niet?').inputValue(), '12 redenen')
    // What was written goes by a button alone.
    await page.keyboard.press('Escape')
    assert.equal(await page.getByLabel('Waarom niet?').inputValue(), '12 redenen')
    await page.getByRole('button', { name: 'Terug' }).click()
    await page.getByRole('button', { name: 'Sneltoetsen' }).click()
    await page.getByLabel('Sneltoetsen aan').uncheck()
    await page.keyboard.press('Escape')
    await rest(page)
    await page.keyboard.press('1')
    assert.equal(await page.getByRole('dialog').count(), 0)
  })

  it('rejects with a reason, and not without one', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await page.getByRole('button', { name: 'Afwijzen' }).click()
    await pressAgain(page)
    await page.getByText('Schrijf kort waarom u dit afwijst.').waitFor()
    await page.keyboard.type('Deze klant heeft al betaald')
    await page.keyboard.press('Control+Enter')
    await page.locator('.outcome').waitFor()
    const reason = 'Deze klant heeft al betaald'
    assert.deepEqual(verdicts(server), [{ verdict: 'reject', reason, digest: 'digest-reminder' }])
    await page.getByText(reason).waitFor()
  })

  it('names the rule that denies an edit in the language of the reader, and keeps what was written', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await visit.say('en')
    await page.getByRole('button', { name: 'Edit' }).click()
    await rest(page)
    await page.getByLabel('Bcc').fill('copy@outside.example')
    await page.getByLabel('Subject').fill('Second reminder')
    await page.getByRole('button', { name: 'Edit and approve' }).click()
    const alert = page.getByRole('alert').filter({ hasText: 'The rules do not allow it' })
    await alert.getByText('An invoice goes only to its own debtor').waitFor()
    assert.equal(await page.getByLabel('Subject').inputValue(), 'Second reminder')
    await page.getByLabel('Bcc').fill('')
    await page.locator('.window ins', { hasText: 'Second' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'What a reviewer changed' }).waitFor()
    assert.equal(page.url(), `${visit.base}/cases/case-reminder-edited`)
    assert.equal(server.cases.get('case-reminder')?.state, 'edited')
    const { to, text } = Object(server.cases.get('case-reminder')?.arguments)
    const attachments = [{ document: 'invoices/2026-0103.xml' }]
    assert.deepEqual(Object(verdicts(server)[1]).arguments, { to, subject: 'Second reminder', text, attachments })
  })

  it('tells of each field of an edit what cannot be seen in it', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-tricky')
    await page.getByRole('button', { name: 'Wijzigen' }).click()
    const subject = page.getByLabel('Onderwerp')
    assert.match(await describedBy(subject), /hierin staat wat u niet ziet: ⟨U\+202E⟩/)
    assert.match(await describedBy(page.getByLabel('Tekst')), /59 lege regels/)
    assert.equal(await describedBy(page.getByLabel('Aan')), 'Eén adres per regel.')
    await subject.fill('Herinnering')
    assert.equal(await describedBy(subject), '')
    await visit.assertAccessible('an edit of what cannot be seen')

    server.change('case-tool', { arguments: { path: 'notes/\u202efdp.exe', size: 1 } })
    await visit.open('/cases/case-tool')
    await page.getByRole('button', { name: 'Wijzigen' }).click()
    const field = page.getByLabel('path')
    const shown = await field.inputValue()
    assert.ok(shown.includes('notes/\\u202efdp.exe'), shown)
    await page.getByLabel('size').fill('2')
    await confirm(page)
    assert.deepEqual(Object(verdicts(server)[0]).arguments, { path: 'notes/\u202efdp.exe', size: 2 })
  })

  it('takes whoever confirms to the first field that is not right', async () => {
    await using desk = await start({ viewport: { width: 360, height: 640 } })
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await page.getByRole('button', { name: 'Wijzigen' }).click()
    await rest(page)
    await page.getByLabel('Aan', { exact: true }).fill('')
    await page.getByRole('button', { name: 'Wijzigen en goedkeuren' }).click()
    await page.getByLabel('Aan', { exact: true }).and(page.locator(':focus')).waitFor()
    await page.getByText('Er moet minstens één adres bij Aan staan.').waitFor()
    assert.deepEqual(verdicts(server), [])
  })

  it('edits a payment in fields on a phone, takes no amount that it would have to guess, and changes nothing else', async () => {
    await using desk = await start({ viewport: { width: 390, height: 700 } })
    const { visit, page, server } = desk
    const given = { amount: 1250.5, currency: 'EUR', to: 'NL00 BANK 0123', urgent: false, lines: [{ net: 1000.25 }] }
    server.cases.set('case-payment', { ...payment(), arguments: { ...given, memo: 'a\r\nb' } })
    const currency = { type: 'string', enum: ['EUR', 'USD'] }
    server.schemas.set('bank_pay', {
      properties: { amount: { type: 'number', description: 'In euros' }, currency },
    })
    await visit.signIn('key-sanne', '/cases/case-payment')
    await page.getByRole('button', { name: 'Wijzigen' }).click()
    await rest(page)
    const amount = page.getByLabel('amount')
    assert.equal(await amount.inputValue(), '1250.5')
    assert.equal(await describedBy(amount), 'In euros')
    await visit.assertFits('editing a payment')
    await visit.assertAccessible('editing a payment')
    for (const [text, told] of [
      ['1.200,50', /is hier geen getal/],
      ['1200.50', /zou als 1200\.5 meegaan/],
      ['9007199254740993', /zou als 9007199254740992 meegaan/],
    ] as const) {
      await amount.fill(text)
      await page.getByText(told).waitFor()
      await page.keyboard.press('Control+Enter')
    }
    assert.deepEqual(verdicts(server), [])
    await amount.fill('1200')
    await page.getByLabel('currency').selectOption('USD')
    await page.getByLabel('urgent').selectOption('ja')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'Wat een beoordelaar veranderde' }).waitFor()
    const wanted = { ...given, amount: 1200, currency: 'USD', urgent: true, memo: 'a\r\nb' }
    assert.equal(JSON.stringify(Object(verdicts(server)[0]).arguments), JSON.stringify(wanted))
  })

  it('edits what is no mail as JSON where something has to come or go, and says what is wrong with it', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-tool')
    await page.getByRole('button', { name: 'Wijzigen' }).click()
    await rest(page)
    await page.getByRole('button', { name: 'Als JSON schrijven' }).click()
    await page.getByLabel('Argumenten').fill('{ "path": ')
    await page.getByText('Dit is geen geldige JSON').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByLabel('Argumenten').fill('{ "size": 1.0 }')
    await page.getByText('“1.0” zou als 1 meegaan').waitFor()
    await page.keyboard.press('Control+Enter')
    assert.deepEqual(verdicts(server), [])
    await page.getByLabel('Argumenten').fill('{ "path": "notes/anders.txt" }')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'Wat een beoordelaar veranderde' }).waitFor()
    assert.deepEqual(Object(verdicts(server)[0]).arguments, { path: 'notes/anders.txt' })
  })

  it('says that a case changed under a verdict, shows how it stands, and counts nothing', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await page.getByRole('button', { name: 'Goedkeuren' }).click()
    await rest(page)
    server.change('case-reminder', { digest: 'digest-of-something-else' })
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').getByText('Deze zaak is veranderd terwijl u keek').waitFor()
    assert.equal(await page.getByRole('dialog').count(), 0)
    assert.equal(server.cases.get('case-reminder')?.state, 'open')
  })

  it('shows an expired case as refused, and nothing to press (P6)', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    await visit.signIn('key-sanne', '/cases/case-reminder')
    await page.getByRole('button', { name: 'Goedkeuren' }).waitFor()
    server.change('case-reminder', { state: 'expired', mayDecide: false })
    await page.getByText('Niemand besliste op tijd. Dit is geweigerd.').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Goedkeuren' }).count(), 0)
  })

  it('offers no verdict on what was erased but a refusal', async () => {
    await using desk = await start()
    const { visit, page, server } = desk
    server.change('case-tool', { arguments: null })
    await visit.signIn('key-sanne', '/cases/case-tool')
    await page.getByText('De inhoud is gewist: door iemand, of omdat de termijn om was.').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Goedkeuren' }).count(), 0)
    await page.getByRole('button', { name: 'Afwijzen' }).waitFor()
  })

  it('meets WCAG in every window, and fits a phone', async () => {
    await using desk = await start({ viewport: { width: 320, height: 640 } })
    const { visit, page } = desk
    await visit.signIn('key-sanne', '/cases/case-tricky')
    for (const name of ['Goedkeuren', 'Wijzigen', 'Afwijzen', 'Sneltoetsen']) {
      await page.getByRole('button', { name }).click()
      await page.getByRole('dialog').waitFor()
      await visit.assertAccessible(name)
      await visit.assertFits(name)
      await visit.assertTargets(name)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
  })
}
