// SPDX-License-Identifier: EUPL-1.2
// Compares what the files say with what the log has; each difference becomes an entry.
import { canonicalJson, type Row } from '../journal/index.ts'
import {
  type Organisation,
  OrganisationError,
  type Place,
  type Problem,
  placesOf,
  problemAt,
} from '../organisation/index.ts'
import { classBefore, classNow, isUnchanged } from './class-in-entry.ts'
import { RegisterError } from './error.ts'
import { evaluated } from './evaluated.ts'
import { isTopic } from './exports/index.ts'
import { type Answers, basisOf, type Described, describedIn, factsOf } from './facts.ts'
import type { Ground } from './ground.ts'
import { tooShort } from './log-term.ts'
import { asJson, pseudonymOf, record } from './record.ts'
import { readAnswers, readRows } from './registered.ts'

/** Throws OrganisationError when facts in these files are impossible, or contradict what people answered. */
export async function checkFiles({ journal }: Ground, organisation: Organisation): Promise<void> {
  const answers = await readAnswers(journal)
  const places = placesOf(organisation)
  const problems = describedIn(organisation).flatMap((system): readonly Problem[] => {
    const placeOf = (...path: readonly string[]) => places.of('systems', system.id, ['register', ...path])
    const topics = unknownTopics(system, (topic) => placeOf('papers', topic))
    try {
      factsOf(system, answers.get(system.id) ?? {})
      return topics
    } catch (error) {
      if (!(error instanceof RegisterError)) throw error
      return [{ ...placeOf('facts'), message: error.sentence }, ...topics]
    }
  })
  if (problems.length > 0) throw new OrganisationError(problems)
}

function unknownTopics({ register: { papers } }: Described, placeOf: (topic: string) => Place): readonly Problem[] {
  return Object.keys(papers)
    .filter((topic) => !isTopic(topic))
    .map((topic) =>
      problemAt(
        placeOf(topic),
        `geen document vraagt om ${topic}; docs/reference/exports.md noemt de onderwerpen`,
        `no paper asks for ${topic}; docs/reference/exports.md has the topics`,
      ),
    )
}

const atOnce = 100

/**
 * Throws OrganisationError when a term for keeping logs is shorter than the class of its system requires (art. 19,
 * 26(6)). A class that becomes stricter later refuses nothing: the law's term then replaces the file's.
 */
export async function checkTerms(ground: Ground, organisation: Organisation): Promise<void> {
  const answers = await readAnswers(ground.journal)
  const places = placesOf(organisation)
  const problems = describedIn(organisation).flatMap((system): readonly Problem[] => {
    if (system.register.keepLogs === undefined) return []
    const facts = factsOf(system, answers.get(system.id) ?? {})
    const problem = tooShort(evaluated(ground, facts, ground.today()), system)
    return problem === undefined
      ? []
      : [{ ...places.of('systems', system.id, ['register', 'keepLogs']), message: problem }]
  })
  if (problems.length > 0) throw new OrganisationError(problems)
}

/** Adopts what the files say now. `person` loaded them; at a start nobody did. */
export async function loadFiles(ground: Ground, person?: string): Promise<void> {
  const { journal, organisation } = ground
  await checkFiles(ground, organisation())
  const by = person === undefined ? undefined : await pseudonymOf(journal, person)
  const rows = await readRows(journal)
  if (rows.size === 0) await checkTerms(ground, organisation())
  const answers = await readAnswers(journal)
  const described = describedIn(organisation())
  // Many at once, so that their entries share one write.
  for (let at = 0; at < described.length; at += atOnce) {
    const some = described.slice(at, at + atOnce)
    await Promise.all(
      some.map((system) =>
        register(ground, { system, answers: answers.get(system.id) ?? {}, before: rows.get(system.id), by }),
      ),
    )
  }
  const ids = new Set(described.map(({ id }) => id))
  for (const [id, { stage }] of rows) {
    if (!ids.has(id) && stage !== 'withdrawn') await record(journal, 'system.withdrawn', { system: id, by })
  }
}

interface Found {
  readonly system: Described
  readonly answers: Answers
  readonly before: Row | undefined
  readonly by: string | undefined
}

async function register(ground: Ground, { system, answers, before, by }: Found): Promise<void> {
  const { journal } = ground
  const facts = factsOf(system, answers)
  const { limits, ...content } = system
  const version = journal.digest(canonicalJson(asJson({ content, basis: basisOf(system, facts) })))
  const now = classNow(ground, system, facts)
  const { id } = system
  if (before !== undefined && before.stage !== 'withdrawn' && before.version === version) {
    if (isUnchanged(before, now)) return
    return await record(journal, 'system.reclassified', { system: id, ...now, before: classBefore(before) })
  }
  const [owner, accountable] = [
    await pseudonymOf(journal, system.owner),
    await pseudonymOf(journal, system.accountable),
  ]
  const data = { system: id, version, ...now, owner, accountable, by }
  const known = before === undefined ? {} : { before: classBefore(before) }
  const fields = { record: asJson(content) }
  await record(journal, 'system.registered', { ...data, ...known }, { system: id, fields })
}
