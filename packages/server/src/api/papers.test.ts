// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openPeoplesDoor } from './testing/peoples-door.ts'

const hostile = '# Not a heading\n\n<script>alert(1)</script> | a | b |'

it('gives the file of an incident as Markdown, PDF and JSON, in both languages, to people alone', {
  timeout: 60_000,
}, async () => {
  await using door = await openPeoplesDoor()
  const awareAt = Date.now() - 30 * 24 * 3_600_000
  const opening = { system: 'weekly-report', kinds: ['death'], awareAt, what: hostile }
  const { id } = (await door.as('anna', 'POST', '/api/v1/incidents', opening)).json
  const path = `/api/v1/incidents/${id}/export`
  const dutch = await door.as('anna', 'GET', `${path}?lang=nl`)
  assert.equal(dutch.status, 200)
  assert.match(dutch.headers.get('content-type') ?? '', /text\/markdown/)
  assert.match(dutch.headers.get('content-disposition') ?? '', /filename="incident-[0-9a-f-]+-nl\.md"/)
  assert.match(dutch.text, /niet vastgelegd, en de termijn is verstreken/)
  assert.doesNotMatch(dutch.text, /<script>|^# Not a heading/m)
  const english = await door.as('anna', 'GET', `${path}?lang=en`)
  assert.match(english.text, /not recorded, and the clock has ended/)
  assert.match(english.text, /What is still missing/)
  const pdf = await door.as('anna', 'GET', `${path}?format=pdf`)
  assert.deepEqual([pdf.status, pdf.text.slice(0, 5)], [200, '%PDF-'])
  const json = (await door.as('anna', 'GET', `${path}?format=json&lang=en`)).json
  assert.deepEqual([json.data.incident.id, json.data.log.calls], [id, []])
  assert.ok(json.gaps.length >= 2)
  assert.equal((await door.as(door.agentKey, 'GET', path)).status, 401)
  assert.equal((await door.as('anna', 'GET', `${path}?format=docx`)).status, 400)
  assert.equal((await door.as('anna', 'GET', '/api/v1/incidents/incident-none/export')).status, 404)
})

it('gives the impact analysis as a paper', async () => {
  await using door = await openPeoplesDoor()
  const paper = await door.as('ruth', 'GET', '/api/v1/systems-impact/export?lang=nl')
  assert.match(paper.text, /^# Wat AI verandert bij /)
  assert.match(paper.text, /wat nooit door de poort gaat, is niet gezien/)
})
