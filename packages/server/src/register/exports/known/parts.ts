// SPDX-License-Identifier: EUPL-1.2
// What a system is made of and who supplies it, as parts of papers.
import type { Language } from '@sluis/ai-act'
import { type Block, gap, list } from '../document.ts'
import type { Portrait } from '../portrait.ts'
import { fillers } from '../topics.ts'
import { sayIn } from './words.ts'

export function data({ system }: Portrait, language: Language): readonly Block[] {
  const items = system.register.data
  if (items.length > 0) return [list(items, 'declared')]
  const ask = sayIn(language)('Welke gegevens gebruikt het?', 'Which data does it use?')
  return [gap(`${ask} (systems/${system.id}.yaml, register.data)`, fillers.owner[language])]
}

export function parts({ system, traffic, providers }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const seen = (what: 'model' | 'tool', name: string) =>
    traffic.filter((one) => one.what === what && one.name === name).reduce((total, one) => total + one.passed, 0)
  const routes = (model: string) =>
    [...providers.values()].filter(({ models }) => models.some(({ id }) => id === model)).map(({ name }) => name)
  const model = say('model', 'model')
  const tool = say('gereedschap', 'tool')
  const past = say('buiten de poort', 'past the gate')
  const rows = [
    ...system.models.map((name) => [model, name, routes(name).join(', ') || '?', String(seen('model', name))]),
    ...system.tools.map((name) => [tool, name, '', String(seen('tool', name))]),
    ...system.register.outside.models.map((name) => [model, name, past, '?']),
    ...[...system.register.outside.tools, ...system.localTools].map((name) => [tool, name, past, '?']),
    ...traffic
      .filter(({ isDeclared, passed }) => !isDeclared && passed > 0)
      .map((one) => [
        one.what === 'model' ? model : tool,
        one.name,
        `${one.supplier ?? '?'} (${say('niet opgegeven', 'not declared')})`,
        String(one.passed),
      ]),
  ]
  const head = [
    say('Soort', 'Kind'),
    say('Naam', 'Name'),
    say('Via', 'Through'),
    say('Aanroepen doorgelaten', 'Calls let through'),
  ]
  return [{ kind: 'table', head, rows }]
}

export function supply({ suppliers }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const head = [say('Leverancier', 'Supplier'), say('Aanroepen', 'Calls'), say('Grondslag', 'Basis')]
  const rows = suppliers.map(({ name, calls, basis }) => [
    name,
    basis === 'seen' ? String(calls) : '?',
    basis === 'seen' ? say('gezien bij de poort', 'seen at the gate') : say('opgegeven', 'declared'),
  ])
  return [{ kind: 'table', head, rows }]
}

/** Where models run and under whose law, according to providers.yaml and its sources. */
export function places({ system, providers }: Portrait, language: Language): readonly Block[] {
  const say = sayIn(language)
  const used = [...providers.values()].filter(({ models }) => models.some(({ id }) => system.models.includes(id)))
  const unknown = say('onbekend', 'unknown')
  const rows = used.map(({ name, facts, source, asOf }) => [
    name,
    facts.jurisdiction?.is ?? unknown,
    facts.processedIn?.is.join(', ') ?? unknown,
    facts.retentionDays === undefined ? unknown : String(facts.retentionDays.is),
    `${source}, ${asOf}`,
  ])
  const head = [
    say('Aanbieder', 'Provider'),
    say('Recht van', 'Law of'),
    say('Verwerkt in', 'Processed in'),
    say('Bewaard (dagen)', 'Kept (days)'),
    say('Bron', 'Source'),
  ]
  return [{ kind: 'table', head, rows, from: 'declared' }]
}
