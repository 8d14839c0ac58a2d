// SPDX-License-Identifier: EUPL-1.2
// What a system is made of, as a CycloneDX 1.6 bill of materials with model cards (ML-BOM). It is never complete: what
// doesn't pass the gate was only declared, and the document's own `compositions` says so.
import { createHash } from 'node:crypto'
import { controlsOf } from './controls.ts'
import { gapsOf, lineOf } from './document.ts'
import { coverageOf } from './known/coverage.ts'
import { documentOf } from './paper.ts'
import { annexIv } from './papers/annex-iv.ts'
import type { Portrait } from './portrait.ts'

interface Property {
  readonly name: string
  readonly value: string
}

export function mlBomOf(portrait: Portrait): object {
  const { organisation, system, traffic, suppliers, madeAt, evaluation } = portrait
  const root = `system:${system.id}`
  const models = namesOf('model', portrait).map((name) => modelOf(name, portrait))
  const services = namesOf('tool', portrait).map((name) => toolOf(name, portrait))
  const data = system.register.data.map((name, index) => ({
    ...{ type: 'data', 'bom-ref': `data:${index + 1}`, name: lineOf(name) },
    data: [{ type: 'dataset', name: lineOf(name) }],
    properties: [property('basis', 'declared')],
  }))
  const components = [...models, ...data]
  const refs = [...components, ...services].map((one) => one['bom-ref'])
  const missing = gapsOf(documentOf(annexIv, portrait, 'en')).map((gap) =>
    property('gap', `${gap.section}: ${gap.missing}`),
  )
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialOf(`${organisation.id} ${system.id} ${madeAt}`),
    version: 1,
    metadata: {
      timestamp: new Date(madeAt).toISOString(),
      tools: { components: [{ type: 'application', name: 'Sluis' }] },
      supplier: { name: lineOf(organisation.name) },
      component: {
        ...{ type: 'application', 'bom-ref': root, name: lineOf(system.name), description: lineOf(system.purpose) },
        version: lineOf(system.register.papers.version ?? 'unknown'),
      },
      properties: [
        property('class', evaluation.label),
        property('class-strictest-possible', evaluation.strictest),
        property('law', `${evaluation.law.name.en}, version ${evaluation.law.version}`),
        property('date', portrait.on),
        ...coverageOf(portrait, 'en').map((line) => property('coverage', line)),
        ...controlsOf(portrait).flatMap(({ urns }) => urns.map((urn) => property('algoritmekader', urn))),
        ...suppliers.map(({ name, basis }) => property('supplier', `${name} (${basis})`)),
        ...missing,
      ],
    },
    components,
    services,
    dependencies: [{ ref: root, dependsOn: refs }],
    compositions: [{ aggregate: 'incomplete', assemblies: [root, ...refs] }],
    properties: [property('calls-seen', String(traffic.reduce((total, one) => total + one.calls, 0)))],
  }
}

function property(name: string, value: string): Property {
  return { name: `sluis:${name}`, value: lineOf(value) }
}

/** Names declared as passing the gate, declared as outside it, and seen without being declared; each once. */
function namesOf(what: 'model' | 'tool', { system, traffic }: Portrait): readonly string[] {
  const { models, tools, localTools, register } = system
  const declared =
    what === 'model' ? [...models, ...register.outside.models] : [...tools, ...localTools, ...register.outside.tools]
  const seen = traffic.filter((one) => one.what === what && one.passed > 0).map(({ name }) => name)
  return [...new Set([...declared, ...seen])]
}

function basisOf(what: 'model' | 'tool', name: string, { traffic, system }: Portrait): readonly Property[] {
  const seen = traffic.filter((one) => one.what === what && one.name === name)
  const passed = seen.reduce((total, one) => total + one.passed, 0)
  const declared: readonly string[] = what === 'model' ? system.models : system.tools
  const outside: readonly string[] =
    what === 'model' ? system.register.outside.models : [...system.register.outside.tools, ...system.localTools]
  const basis = passed > 0 ? 'seen at the gate' : 'declared'
  const isKnown = declared.includes(name) || outside.includes(name)
  return [
    property('basis', basis),
    property('calls', String(passed)),
    ...(isKnown ? [] : [property('undeclared', 'true')]),
  ]
}

function modelOf(name: string, portrait: Portrait) {
  const { system, providers } = portrait
  const hosts = [...providers.values()].filter(({ models }) => models.some(({ id }) => id === name))
  const [host] = hosts
  const { papers, users, data } = system.register
  return {
    ...{ type: 'machine-learning-model', 'bom-ref': `model:${name}`, name: lineOf(name) },
    ...(host === undefined ? {} : { supplier: { name: lineOf(host.name) } }),
    modelCard: {
      modelParameters: {
        ...(papers.architecture === undefined ? {} : { modelArchitecture: lineOf(papers.architecture) }),
        datasets: data.map((_, index) => ({ ref: `data:${index + 1}` })),
      },
      considerations: {
        users: [lineOf(users)],
        useCases: [lineOf(system.purpose)],
        ...(papers.limitations === undefined ? {} : { technicalLimitations: [lineOf(papers.limitations)] }),
        ...(papers.risks === undefined ? {} : { ethicalConsiderations: [{ name: lineOf(papers.risks) }] }),
      },
    },
    properties: [
      ...basisOf('model', name, portrait),
      ...hosts.flatMap(({ id, facts }) => [
        property(`provider:${id}:jurisdiction`, facts.jurisdiction?.is ?? 'unknown'),
        property(`provider:${id}:processed-in`, facts.processedIn?.is.join(', ') ?? 'unknown'),
      ]),
    ],
  }
}

function toolOf(name: string, portrait: Portrait) {
  const isOutside = !portrait.system.tools.includes(name)
  return {
    ...{ 'bom-ref': `tool:${name}`, name: lineOf(name), 'x-trust-boundary': !isOutside },
    properties: basisOf('tool', name, portrait),
  }
}

/** The same system at the same moment gets the same number: a UUID made from a digest (RFC 9562 §5.8). */
function serialOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
