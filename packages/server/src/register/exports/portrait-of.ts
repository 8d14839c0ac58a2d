// SPDX-License-Identifier: EUPL-1.2
import { integer } from '../../journal/index.ts'
import { dayIn } from '../../organisation/index.ts'
import { evaluated } from '../evaluated.ts'
import type { Ground } from '../ground.ts'
import type { RegisteredSystem } from '../registered.ts'
import { seenIn } from '../seen.ts'
import { suppliersIn } from '../suppliers.ts'
import { viewOf } from '../view.ts'
import type { Portrait } from './portrait.ts'

/** Reads, once, everything that papers about a system are made from. */
export async function portraitOf(ground: Ground, registered: RegisteredSystem): Promise<Portrait> {
  const { journal, today, now } = ground
  const organisation = ground.organisation()
  const { settings, people, providers } = organisation
  const { system, facts } = registered
  const on = today()
  const { stage, isAccepted, judgements, logTerm } = await viewOf(ground, registered)
  const sql = 'SELECT * FROM register_traffic WHERE system = $1 ORDER BY resource, action, provider'
  const seen = seenIn(organisation, await journal.query(sql, system.id))
  const [release] = await journal.query(
    'SELECT at FROM register_history WHERE system = $1 AND kind = $2 ORDER BY entry LIMIT 1',
    system.id,
    'system.released',
  )
  const month = release && dayIn(settings.timezone, integer(release, 'at')).slice(0, 7)
  const nameOf = (person: string) => people.get(person)?.name ?? person
  return {
    ...{ organisation: settings, system, stage, isAccepted, judgements, logTerm, facts, providers, on },
    owner: nameOf(system.owner),
    accountable: nameOf(system.accountable),
    ...(month === undefined ? {} : { inUseSince: month }),
    evaluation: evaluated(ground, facts, on),
    traffic: seen.flatMap(({ traffic }) => traffic),
    suppliers: suppliersIn(organisation, seen).filter(({ systems }) => systems.includes(system.id)),
    madeAt: now(),
  }
}
