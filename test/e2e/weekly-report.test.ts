// SPDX-License-Identifier: EUPL-1.2
// The main job, from files to mails: the same agent, the same mistakes, with the lock between.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { judge } from '../../examples/weekly-report/judge.ts'
import { amountsIn, bsnsIn, readBooksFolder, readKeptMails } from '../../examples/weekly-report/stand-ins/index.ts'
import { type House, openHouse } from './harness.ts'
import { approveAll, runToEnd } from './reviewer.ts'

const team = 'team@verhage.example'

async function finishedHouse(prepare?: (folder: string) => void): Promise<House> {
  const house = await openHouse(prepare === undefined ? {} : { prepare })
  try {
    const { run } = await house.sluis.tasks.start('weekly-report', 'anna')
    await runToEnd(house, run, () => approveAll(house))
    return house
  } catch (error) {
    await house?.[Symbol.asyncDispose]()
    throw error
  }
}

async function verdictOn(house: House) {
  const mails = (await readKeptMails(house.mailFolder)).filter(({ messageId }) => messageId.startsWith('<call-'))
  const day = new Date().toISOString().slice(0, 10)
  const files = readBooksFolder(join(house.folder, 'books'))
  return { mails, ...judge({ mails, files, day, team, mailDomains: ['verhage.example'] }) }
}

describe('the weekly report through the lock', () => {
  it('sends the right totals and the right reminders and none of the mistakes', { timeout: 60_000 }, async () => {
    await using house = await finishedHouse()
    const { found, report, reminders } = await verdictOn(house)
    assert.deepEqual(found, [])
    assert.deepEqual({ mails: report.mails, totalsRight: report.totalsRight }, { mails: 1, totalsRight: true })
    assert.ok(reminders.expected.length >= 6)
    assert.deepEqual([reminders.missing, reminders.twice], [[], []])
    for (const request of house.modelRequests()) assert.deepEqual(bsnsIn(request), [])
    assert.deepEqual(await rulesThatDenied(house), [
      'invoice-only-to-its-debtor',
      'no-bsn-leaves',
      'only-invoices-leave',
      'outside-mail-needs-finance',
      'reminder-only-when-due',
      'untrusted-text-picks-no-recipient',
    ])
  })

  it('changes the report by exactly what an invoice changes', { timeout: 60_000 }, async () => {
    await using house = await finishedHouse((folder) => {
      const file = join(folder, 'books/invoices/2026-0111.xml')
      const dearer = readFileSync(file, 'utf8').replace(/(PayableAmount currencyID="EUR">)901\.15/, '$11001.15')
      writeFileSync(file, dearer)
    })
    const { mails, report } = await verdictOn(house)
    assert.ok(report.totalsRight)
    const [invoiced] = amountsIn(mails.find(({ recipients }) => recipients.includes(team))?.text ?? '')
    // What the unchanged books add up to, by hand: 22,579.19; this invoice is 100.00 more.
    assert.equal(invoiced, 2_257_919 + 10_000)
  })
})

async function rulesThatDenied({ sluis }: House): Promise<readonly string[]> {
  const rows = await sluis.journal.query("SELECT rules FROM calls WHERE state = 'denied'")
  return [...new Set(rows.flatMap(({ rules }): string[] => JSON.parse(String(rules))))].sort()
}
