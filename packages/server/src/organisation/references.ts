// SPDX-License-Identifier: EUPL-1.2
import { problemsOfIssuers } from './issuer.ts'
import { problemsOfLimits } from './limit-problems.ts'
import { type Organisation, routesTo } from './organisation.ts'
import type { Places } from './places.ts'
import { type Place, type Problem, problemAt } from './problem.ts'
import { problemsOfServers } from './server-problems.ts'
import { isZone } from './zones.ts'

type Problems = readonly Problem[]

/** Where one file refers to another and is wrong: an id that doesn't exist, a person without the role asked for. */
export function problemsBetween(organisation: Organisation, places: Places): Problems {
  return [
    ...problemsOfPeople(organisation, places),
    ...problemsOfBodies(organisation, places),
    ...problemsOfProviders(organisation, places),
    ...problemsOfAgents(organisation, places),
    ...problemsOfSystems(organisation, places),
    ...problemsOfServers(organisation, places),
    ...problemsOfTasks(organisation, places),
    ...problemsOfLimits(organisation, places),
    ...problemsOfIssuers([...organisation.issuers.values()], places),
    ...problemsOfWitnesses(organisation, places),
  ]
}

function problemsOfWitnesses({ settings: { witnesses, witnessesRequired } }: Organisation, places: Places): Problems {
  const named = witnesses.length
  if (witnessesRequired <= named) return []
  return [
    problemAt(
      places.at('organisation.yaml', ['witnessesRequired']),
      `hier worden ${witnessesRequired} getuigen geëist, en onder witnesses staan er ${named}; voeg er toe of eis er minder`,
      `this asks for ${witnessesRequired} witnesses, and witnesses has ${named}; add some or ask for fewer`,
    ),
  ]
}

/** Two people at one address could be one person who counts twice, and each would read the other's mail. */
function problemsOfPeople({ settings: { people } }: Organisation, places: Places): Problems {
  const first = new Map<string, string>()
  return people.flatMap(({ id, email }, at) => {
    const address = email.toLowerCase()
    const other = first.get(address)
    first.set(address, id)
    if (other === undefined) return []
    return [
      problemAt(
        places.at('organisation.yaml', ['people', at, 'email']),
        `${email} is ook het adres van ${other}; geef ieder een eigen mailadres`,
        `${email} is the address of ${other} too; give each person a mail address of their own`,
      ),
    ]
  })
}

function problemsOfBodies({ settings: { bodies }, people }: Organisation, places: Places): Problems {
  return bodies.flatMap((body, at) =>
    (['members', 'veto'] as const).flatMap((field) =>
      body[field].flatMap((member, index) => {
        const place = places.at('organisation.yaml', ['bodies', at, field, index])
        const person = people.get(member)
        if (person === undefined) return [noPerson(place, member)]
        if (person.roles.includes('reviewer')) return []
        return [
          problemAt(
            place,
            `${member} mag niets beoordelen; geef deze persoon onder people de rol reviewer`,
            `${member} may not review anything; give this person the role reviewer under people`,
          ),
        ]
      }),
    ),
  )
}

function noPerson(place: Place, id: string): Problem {
  return problemAt(
    place,
    `${id} staat niet onder people in organisation.yaml; voeg deze persoon daar toe of verbeter de naam`,
    `${id} is not under people in organisation.yaml; add this person there or mend the name`,
  )
}

function problemsOfProviders({ providers, people }: Organisation, places: Places): Problems {
  return [...providers.values()].flatMap((provider, at) => {
    const placeOf = (...path: readonly PropertyKey[]) => places.at('providers.yaml', ['providers', at, ...path])
    const first = new Set<string>()
    return [
      ...nameOfZone(placeOf('id'), provider.id),
      ...provider.models.flatMap(({ id, admitted }, index) => {
        const isDouble = first.has(id)
        first.add(id)
        return [
          ...nameOfZone(placeOf('models', index, 'id'), id),
          ...(admitted === undefined || people.get(admitted.by)?.roles.includes('owner')
            ? []
            : [noOwner(placeOf('models', index, 'admitted', 'by'), admitted.by)]),
          ...(isDouble
            ? [
                problemAt(
                  placeOf('models', index, 'id'),
                  `${provider.id} heeft het model ${id} al; laat er één staan`,
                  `${provider.id} has the model ${id} already; keep one of them`,
                ),
              ]
            : []),
        ]
      }),
    ]
  })
}

function nameOfZone(place: Place, id: string): Problems {
  if (!isZone(id)) return []
  return [
    problemAt(
      place,
      `${id} is de naam van een zone (eu, eea of een land); kies een andere id`,
      `${id} is the name of a zone (eu, eea or a country); choose another id`,
    ),
  ]
}

function noOwner(place: Place, id: string): Problem {
  return problemAt(
    place,
    `alleen een eigenaar laat een model toe; ${id} heeft onder people in organisation.yaml niet de rol owner`,
    `only an owner admits a model; ${id} has no role owner under people in organisation.yaml`,
  )
}

/** Why no call could reach a model that the files name. */
function problemsOfModel(place: Place, { providers }: Organisation, model: string): Problems {
  if (routesTo({ providers }, model).length > 0) return []
  const isListed = [...providers.values()].some(({ models }) => models.some(({ id }) => id === model))
  return [
    isListed
      ? problemAt(
          place,
          `niemand heeft het model ${model} toegelaten; zet er in providers.yaml admitted: { by: …, on: … } bij`,
          `nobody admitted the model ${model}; add admitted: { by: …, on: … } to it in providers.yaml`,
        )
      : problemAt(
          place,
          `geen aanbieder in providers.yaml heeft een model ${model}; voeg het daar toe of verbeter de naam`,
          `no provider in providers.yaml has a model ${model}; add it there or mend the name`,
        ),
  ]
}

function problemsOfAgents({ settings: { agents }, systems }: Organisation, places: Places): Problems {
  return agents.flatMap(({ system }, at) =>
    systems.has(system)
      ? []
      : [
          problemAt(
            places.at('organisation.yaml', ['agents', at, 'system']),
            `er is geen systeem ${system}; beschrijf het in een bestand in systems/ of verbeter de naam`,
            `there is no system ${system}; describe it in a file in systems/ or mend the name`,
          ),
        ],
  )
}

function problemsOfSystems(organisation: Organisation, places: Places): Problems {
  const { systems, people, tools, bodies } = organisation
  return [...systems.values()].flatMap((system) => {
    const placeOf = (...path: readonly PropertyKey[]) => places.of('systems', system.id, path)
    const { body, unattended } = system.register?.oversight ?? { unattended: [] }
    const unknownTools = (named: readonly string[], ...path: readonly PropertyKey[]): Problems =>
      named.flatMap((tool, index) => (tools.has(tool) ? [] : [noTool(placeOf(...path, index), tool)]))
    return [
      ...(['owner', 'accountable'] as const)
        .filter((field) => !people.has(system[field]))
        .map((field) => noPerson(placeOf(field), system[field])),
      ...unknownTools(system.tools, 'tools'),
      ...system.models.flatMap((model, index) => problemsOfModel(placeOf('models', index), organisation, model)),
      ...(body === undefined || bodies.has(body) ? [] : [noBody(placeOf('register', 'oversight', 'body'), body)]),
      ...unknownTools(unattended, 'register', 'oversight', 'unattended'),
    ]
  })
}

function noTool(place: Place, tool: string): Problem {
  return problemAt(
    place,
    `er is geen gereedschap ${tool}; zet het in tools.yaml bij zijn server of verbeter de naam`,
    `there is no tool ${tool}; list it at its server in tools.yaml or mend the name`,
  )
}

function noBody(place: Place, body: string): Problem {
  return problemAt(
    place,
    `er is geen groep beoordelaars ${body}; voeg haar toe onder bodies in organisation.yaml of verbeter de naam`,
    `there is no body ${body}; add it under bodies in organisation.yaml or mend the name`,
  )
}

function problemsOfTasks(organisation: Organisation, places: Places): Problems {
  return [...organisation.tasks.values()].flatMap((task) => {
    const placeOf = (...path: readonly PropertyKey[]) => places.of('tasks', task.id, path)
    return [
      ...(organisation.agents.has(task.agent)
        ? []
        : [
            problemAt(
              placeOf('agent'),
              `er is geen agent ${task.agent}; voeg hem toe onder agents in organisation.yaml of verbeter de naam`,
              `there is no agent ${task.agent}; add it under agents in organisation.yaml or mend the name`,
            ),
          ]),
      ...problemsOfModel(placeOf('model'), organisation, task.model),
      ...task.tools.flatMap((tool, index) =>
        organisation.tools.get(tool)?.kind === 'tool' ? [] : [noTool(placeOf('tools', index), tool)],
      ),
    ]
  })
}
