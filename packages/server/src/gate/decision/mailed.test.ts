// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject } from '../../journal/index.ts'
import { withRecipients } from '../fold/mailed.ts'
import type { Considered } from './considered.ts'
import { recipientsIn, wasMailed } from './mailed.ts'

const digest = (text: string): string => Buffer.from(text).toString('hex').repeat(3)
const entry = (data: JsonObject) => ({ index: 7, kind: 'call.allowed', data })

function mailTo(outsideRecipients: readonly string[]): Pick<Considered, 'context'> {
  return { context: { mail: { recipients: outsideRecipients, outsideRecipients } } }
}

describe('whom the gate mailed', () => {
  it('is told in the intent by keyed digest, never by name (P7), and no more than a leaf has room for', () => {
    const told = recipientsIn({ digest }, mailTo(['jan@bakker.example']))
    assert.doesNotMatch(JSON.stringify(told), /jan|bakker/)
    const many = recipientsIn({ digest }, mailTo(Array.from({ length: 50 }, (_, at) => `a${at}@b.example`)))
    assert.ok(Array.isArray(many) && many.length === 20)
    assert.equal(recipientsIn({ digest }, mailTo([])), undefined)
  })

  it('is known from the entry on, however the mail ended', async () => {
    const recipients = recipientsIn({ digest }, mailTo(['jan@bakker.example']))
    const changes = withRecipients(entry({ recipients: recipients ?? null }))
    const known = changes.flatMap((change) => ('row' in change ? [String(change.row.recipient)] : []))
    const query = async (_: string, ...keys: readonly unknown[]) =>
      known.filter((recipient) => recipient === keys[0]).map(() => ({ entry: 7 }))
    assert.equal(await wasMailed({ digest, query }, 'jan@bakker.example'), true)
    assert.equal(await wasMailed({ digest, query }, 'piet@bakker.example'), false)
  })
})
