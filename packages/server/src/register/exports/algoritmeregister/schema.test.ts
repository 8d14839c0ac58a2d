// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { z } from 'zod'
import { algoritmeregisterEntry } from '../../../organisation/index.ts'
import { fullPortrait, portraitWith } from '../testing/portraits.ts'
import { categoryOf, draftOf } from './entry.ts'

const kept = JSON.parse(readFileSync(new URL('./algoritmeregister-1.0.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv2020({ allErrors: true }).compile(kept)
const official = new URL('../../../../../../../shared/data/algoritmeregister-v1.0.json', import.meta.url)

describe('the schema of the Algoritmeregister', () => {
  it('is what the entries are read with', () => {
    const { $id, title, $comment, ...schema } = kept
    assert.deepEqual(schema, JSON.parse(JSON.stringify(z.toJSONSchema(algoritmeregisterEntry))))
  })

  it('has the fields, lengths and choices of the official field configuration', (context) => {
    if (!existsSync(official)) {
      return context.skip('the official field configuration is not on this machine')
    }
    const { properties } = JSON.parse(readFileSync(official, 'utf8'))
    // Both are filled in by the Algoritmeregister itself.
    const { lars, publication_dt, ...fields } = properties
    assert.deepEqual(Object.keys(kept.properties), Object.keys(fields))
    const required = Object.keys(fields).filter((field) => fields[field].required === true)
    assert.deepEqual([...kept.required].sort(), required.sort())
    for (const [field, { max_length, permitted_values, items }] of Object.entries<Field>(fields)) {
      const own = kept.properties[field]
      if (max_length !== undefined) assert.ok(own.maxLength === max_length || own.pattern !== undefined, field)
      if (permitted_values !== undefined) assert.deepEqual(own.enum ?? own.items.enum, permitted_values, field)
      for (const [item, official] of Object.entries(items ?? {})) {
        const { properties: ownItems, required: ownRequired } = own.items
        assert.ok(ownItems[item].maxLength <= (official.max_length ?? 500), `${field}.${item}`)
        assert.equal(ownRequired.includes(item), official.required, `${field}.${item}`)
      }
    }
  })
})

interface Field {
  readonly max_length?: number
  readonly permitted_values?: readonly string[]
  readonly items?: Readonly<Record<string, { readonly max_length?: number; readonly required: boolean }>>
}

describe('an entry in the Algoritmeregister', () => {
  it('of which everything is written is valid against the schema', () => {
    const { entry, problems, empty } = draftOf(fullPortrait())
    assert.deepEqual([problems, empty], [[], []])
    validate(entry)
    assert.deepEqual(validate.errors ?? [], [])
  })

  it('that would be refused says so itself, field by field, before anything is sent', () => {
    for (const portrait of [portraitWith(), fullPortrait(() => '<script>'.repeat(1000))]) {
      const { entry, problems } = draftOf(portrait)
      assert.equal(validate(entry), problems.length === 0)
      assert.ok(problems.length > 0)
    }
  })

  it('passes no other language off as plain Dutch', () => {
    const { entry, empty } = draftOf(portraitWith({ settings: { language: 'en' } }))
    assert.equal(entry.goal, undefined)
    assert.ok(empty.includes('goal') && empty.includes('human_intervention'))
  })

  it('is high-risk, impactful or other by what is still possible (P10)', () => {
    const decides = {
      materially_influences_decision: false,
      performs_profiling: false,
      part_of_combined_or_agentic_system_that_influences_decision: false,
    }
    assert.equal(categoryOf(fullPortrait()), 'Hoog-risico AI-systeem')
    assert.equal(categoryOf(portraitWith()), 'Impactvolle algoritmes')
    assert.equal(categoryOf(portraitWith({ facts: decides })), 'Overige algoritmes')
    assert.equal(
      categoryOf(portraitWith({ facts: { ...decides, performs_profiling: true } })),
      'Impactvolle algoritmes',
    )
    assert.equal(
      categoryOf(portraitWith({ register: { facts: { role: ['deployer'] } } })),
      'Hoog-risico AI-systeem',
      'what nobody answered is high-risk until somebody does',
    )
  })

  it('is text alone where the Algoritmeregister shows HTML', () => {
    const { entry } = draftOf(fullPortrait(() => '<script>alert(1)</script>\n& more'))
    assert.equal(entry.risks, '&lt;script&gt;alert(1)&lt;/script&gt;<br>&amp; more')
  })
})
