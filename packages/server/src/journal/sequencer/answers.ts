// SPDX-License-Identifier: EUPL-1.2

import type { DisclosedText } from '../entry.ts'
import { longestOfBrief } from '../sealed/brief.ts'
import { openField, openShort, openText } from '../sealed/disclosing.ts'
import type { Answer, Asked, Operation, Question } from '../threads/protocol.ts'
import type { OpenLog } from './open-log.ts'

type Answers = { readonly [Op in Operation]: (...asked: Asked<Op>) => Promise<Answer<Op>> }

/** Answers questions from a log, for the process that has it open. */
export function answering(log: OpenLog, process: string) {
  const answers = answersOf(log, process)
  return <Op extends Operation>({ op, asked }: Question<Op>): Promise<Answer<Op>> => answers[op](...asked)
}

function answersOf(log: OpenLog, process: string): Answers {
  const { sequencer, forgetting, vault, projections, briefs, engines, close } = log
  return {
    disclose: (index, name) => openField(log, index, name),
    discloseShort: (index, name) => openShort(log, index, name, longestOfBrief),
    discloseText: (index, name, longest) => openText(log, index, name, longest),
    brief: async (index, name) => {
      const opened = await openShort(log, index, name, longestOfBrief)
      return opened !== undefined && 'value' in opened ? briefs[name]?.(opened.value) : undefined
    },
    pseudonymOf: (subject) => pseudonymOf(log, subject),
    subjectOf: (pseudonym) => vault.subjectOf(pseudonym),
    knownAs: (subject) => vault.knownAs(subject),
    nameOf: (pseudonym) => vault.nameOf(pseudonym),
    keeps: (pseudonyms) => vault.keeps(pseudonyms),
    erase: (subject, basis, erasing) => forgetting.erase(subject, basis, erasing),
    expire: (day, runs) => forgetting.expire(day, runs),
    runDays: (after, limit) => forgetting.runDays(after, limit),
    sweep: () => forgetting.sweep(),
    contact: async () => {
      await engines.leases?.beat()
      return await sequencer.keepUp()
    },
    processes: async () => (await engines.leases?.live()) ?? [process],
    dump: () => projections.dump(),
    close: async () => {
      await close()
    },
  }
}

/** The subject's pseudonym, made with a key if it has none. */
async function pseudonymOf({ sequencer, vault }: OpenLog, subject: string): Promise<string> {
  await vault.load([subject])
  const known = vault.find(subject)
  if (known !== undefined) return known.pseudonym
  return await sequencer.write(async () => {
    await vault.load([subject])
    return vault.need(subject).pseudonym
  })
}

/** The buffers that go to the other thread with an answer: megabytes are moved and not copied. */
export function movedWith(answer: Answer): readonly ArrayBuffer[] {
  return isText(answer) ? [answer.value, ...answer.parts].map(({ buffer }) => buffer) : []
}

function isText(answer: Answer): answer is DisclosedText {
  return typeof answer === 'object' && 'value' in answer && answer.value instanceof Uint8Array
}
