// SPDX-License-Identifier: EUPL-1.2
import { fstatSync } from 'node:fs'
import { type Act, actsOf, type Identity } from '../../identity/index.ts'
import type { Organisation } from '../../organisation/index.ts'
import { type Environment, type Language, type Say, sayIn } from '../language.ts'

/** A key as its holder is shown it once. */
export interface FirstKey {
  readonly kind: 'person' | 'agent'
  readonly id: string
  readonly name: string
  /** What it is for, in plain words. */
  readonly does: string
  readonly key: string
}

interface FirstStart {
  readonly language: Language
  readonly environment: Environment
}

/** A first start whose output is kept somewhere: whoever reads that would have everyone's keys. */
class UnseenError extends Error {
  readonly code = 'first-start-unseen'
  constructor() {
    super('the first keys would be kept where they are printed')
    this.name = 'UnseenError'
  }
}

/**
 * Makes a key for each person and each agent when nobody has one, because then there is nobody to ask for one; gives no
 * keys at any other time. Rejects with `first-start-unseen`, without making any, when the output is kept elsewhere.
 */
export async function issueFirstKeys(
  identity: Identity,
  { people, agents, systems }: Organisation,
  { language, environment }: FirstStart,
): Promise<readonly FirstKey[]> {
  const hasKey = (kind: FirstKey['kind'], ids: Iterable<string>): boolean =>
    [...ids].some((id) => identity.keysOf(kind, id).length > 0)
  if (hasKey('person', people.keys()) || hasKey('agent', agents.keys())) return []
  if (isOutputKept(environment)) throw new UnseenError()
  const say = sayIn(language)
  const wanted = [
    ...[...people.values()].map((person) => ({
      kind: 'person' as const,
      id: person.id,
      name: person.name,
      does: actsOf(person)
        .map((act) => actWord(act, say))
        .join(', '),
    })),
    ...[...agents.values()].map(({ id, name, system }) => ({
      kind: 'agent' as const,
      id,
      name,
      does: agentWord(systems.get(system)?.name ?? system, say),
    })),
  ]
  return await Promise.all(
    wanted.map(async (one) => ({ ...one, key: (await identity.issue({ kind: one.kind, principal: one.id })).key })),
  )
}

/**
 * Kept by systemd's journal or by what runs the container, whose image says so of every start that isn't at a terminal.
 */
function isOutputKept({ JOURNAL_STREAM, SLUIS_OUTPUT }: Environment): boolean {
  if (SLUIS_OUTPUT === 'kept') return !process.stdout.isTTY
  // The variable names the file (systemd.exec(5)), because programs that the journal doesn't read inherit it too.
  const { dev, ino } = fstatSync(process.stdout.fd)
  return JOURNAL_STREAM === `${dev}:${ino}`
}

/** The keys and what each is for: the only time that they are shown. */
export function tellFirstKeys(keys: readonly FirstKey[], say: Say): readonly string[] {
  return [
    say(
      'Dit zijn ieders sleutels. Ze worden nu één keer getoond en nergens bewaard: geef ieder de zijne.',
      "These are everyone's keys. They are shown once, now, and kept nowhere: give each their own.",
    ),
    ...keys.flatMap(({ name, id, does, key }) => ['', `  ${name} (${id}): ${does}`, `    ${key}`]),
  ]
}

function agentWord(system: string, say: Say): string {
  return say(`agent van ${system}; opent alleen de poort`, `agent of ${system}; opens the gate and nothing else`)
}

function actWord(act: Act, say: Say): string {
  switch (act) {
    case 'read':
      return say('meekijken', 'look')
    case 'decide':
      return say('zaken beslissen', 'decide cases')
    case 'stop':
      return say('stoppen', 'stop')
    case 'resume':
      return say('een stop opheffen', 'lift a stop')
    case 'start-run':
      return say('taken starten', 'start tasks')
    case 'settle':
      return say('onbekende uitkomsten vaststellen', 'settle unknown outcomes')
    case 'state':
      return say('verklaringen inleveren', 'hand in statements')
    case 'load-organisation':
      return say('de organisatie opnieuw laden', 'load the organisation anew')
    case 'review-decisions':
      return say('eerdere beslissingen nagaan', 'review past decisions')
    case 'hand-over':
      return say('bewijsstukken maken voor buitenstaanders', 'make exhibits for outsiders')
    case 'admit-tool':
      return say('gereedschap toelaten', 'admit tools')
    case 'issue-agent-key':
      return say('sleutels van agents maken', 'make keys for agents')
    case 'issue-person-key':
      return say('sleutels van mensen maken', 'make keys for people')
    case 'revoke-person-key':
      return say('sleutels van mensen intrekken', 'revoke keys of people')
    case 'erase':
      return say('gegevens wissen', 'erase data')
    case 'remove-label':
      return say('labels van een run halen', 'take labels off a run')
    case 'register':
      return say('het AI-register bijhouden', 'keep the AI register')
    case 'assess':
      return say('AI-systemen beoordelen', 'assess AI systems')
    case 'raise-incident':
      return say('incidenten melden', 'raise incidents')
    case 'handle-incident':
      return say('incidenten afhandelen', 'handle incidents')
  }
}
