// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { mlBomOf } from './ml-bom.ts'
import { hostile } from './testing/documents.ts'
import { fullPortrait, portraitWith } from './testing/portraits.ts'

const library = createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')
const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`res/schema/${name}.SNAPSHOT.schema.json`, `file://${library}`), 'utf8'))

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true })
formats.default(ajv)
// CycloneDX speaks of addresses in any script, which ajv-formats has no words for.
ajv.addFormat('iri-reference', true)
ajv.addFormat('idn-email', true)
ajv.addSchema(schema('spdx'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json')
ajv.addSchema(schema('jsf-0.82'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json')
const validate = ajv.compile(schema('bom-1.6'))

describe('the bill of materials', () => {
  it('is valid against the schema of CycloneDX 1.6, of whatever system', () => {
    const portraits = [portraitWith(), fullPortrait(), ...hostile.map((value) => fullPortrait(() => value))]
    for (const portrait of portraits) {
      validate(JSON.parse(JSON.stringify(mlBomOf(portrait))))
      assert.deepEqual(validate.errors ?? [], [])
    }
    assert.equal(validate({ ...mlBomOf(portraitWith()), components: [{ type: 'machine' }] }), false)
  })

  it('says that it is incomplete, and of each part whether it was seen', () => {
    const bom = JSON.stringify(mlBomOf(fullPortrait()))
    assert.match(bom, /"aggregate":"incomplete"/)
    assert.match(bom, /"name":"sluis:basis","value":"seen at the gate"/)
    assert.match(bom, /"name":"sluis:undeclared","value":"true"/)
    assert.match(bom, /urn:nl:ak:ver:aia-09/)
  })
})
