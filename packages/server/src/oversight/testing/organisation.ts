// SPDX-License-Identifier: EUPL-1.2
import type { Organisation, Person } from '../../organisation/index.ts'
import type { CaseRule } from '../case.ts'

const person = (id: string, name: string, ...roles: Person['roles'][number][]): [string, Person] => [
  id,
  { id, name, email: `${id}@verhage.example`, roles },
]

const body = { quorum: 1, veto: [] as string[], expiresAfter: 3_600_000 }

/** Two reviewers of finance; the board needs both, and Vera may veto there. */
export function organisationForTests(settings: Partial<Organisation['settings']> = {}): Organisation {
  const people = new Map([
    person('anna', 'Anna Verhage', 'owner'),
    person('omar', 'Omar Aziz', 'operator'),
    person('sanne', 'Sanne Kuipers', 'reviewer'),
    person('bram', 'Bram de Wit', 'reviewer'),
    person('vera', 'Vera Jansen', 'reviewer'),
    person('ruth', 'Ruth de Boer', 'auditor'),
  ])
  const bodies = [
    { ...body, id: 'finance', name: 'Finance', members: ['sanne', 'bram'] },
    { ...body, id: 'board', name: 'Board', members: ['sanne', 'bram'], quorum: 2, veto: ['vera'] },
  ]
  const agent = { id: 'reporter', name: 'Weekly report agent', system: 'weekly-report' }
  const system = {
    id: 'weekly-report',
    name: 'Weekly sales report',
    purpose: 'Reports sales and reminds customers.',
    owner: 'anna',
    accountable: 'anna',
    models: [],
    localTools: [],
    tools: ['mail_send'],
  }
  return {
    folder: '/nowhere',
    digest: '0'.repeat(64),
    documents: [],
    settings: {
      id: 'verhage',
      name: 'Verhage Techniek B.V.',
      language: 'nl',
      timezone: 'Europe/Amsterdam',
      mailDomains: ['verhage.example'],
      people: [...people.values()],
      bodies,
      agents: [agent],
      packs: [],
      publicLog: false,
      keepLogs: 30 * 86_400_000,
      witnesses: [],
      witnessesRequired: 0,
      ...settings,
    },
    people,
    bodies: new Map(bodies.map((value) => [value.id, value])),
    agents: new Map([[agent.id, agent]]),
    systems: new Map([[system.id, system]]),
    providers: new Map(),
    servers: new Map(),
    tools: new Map(),
    detectors: [],
    sources: new Map(),
    tasks: new Map(),
    issuers: new Map(),
    policies: [],
    shadow: [],
  }
}

export function personOf(organisation: Organisation, id: string): Person {
  const found = organisation.people.get(id)
  if (found === undefined) throw new TypeError(`the tests' organisation has no ${id}`)
  return found
}

const rule: CaseRule = {
  id: 'outside-mail-needs-finance',
  effect: 'forbid',
  explanation: {
    nl: 'Mail naar buiten wordt eerst door een mens bekeken.',
    en: 'A person looks at mail before it goes outside.',
  },
  remedy: 'approve:finance',
}

export const ruleOf = (id: string): CaseRule | undefined => (id === rule.id ? rule : undefined)
