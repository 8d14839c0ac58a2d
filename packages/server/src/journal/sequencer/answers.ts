// SPDX-License-Identifier: EUPL-1.2

import type { DisclosedText } from '../entry.ts'
import { longestOfBrief } from '../sealed/brief.ts'
import type { Answer, Asked, Operation, Question } from '../threads/protocol.ts'
import type { OpenLog } from './open-log.ts'

type Answers = { readonly [Op in Operation]: (...asked: Asked<Op>) => Promise<Answer<Op>> }

/** Answers questions from a log, for the process that has it open. */
export function answering(log: OpenLog, process: string) {
  const answers = answersOf(log, process)
  return <Op extends Operation>({ op, asked }: Question<Op>): Promise<Answer<Op>> => answers[op](...asked)
}

function answersOf({ sequencer, projections, briefs, engines, close }: OpenLog, process: string): Answers {
  const { forgetting } = sequencer
  return {
    disclose: (index, name) => sequencer.disclose(index, name),
    discloseShort: (index, name) => sequencer.discloseShort(index, name, longestOfBrief),
    discloseText: (index, name, longest) => sequencer.discloseText(index, name, longest),
    brief: async (index, name) => {
      const opened = await sequencer.discloseShort(index, name, longestOfBrief)
      return opened !== undefined && 'value' in opened ? briefs[name]?.(opened.value) : undefined
    },
    pseudonymOf: (subject) => sequencer.pseudonymOf(subject),
    subjectOf: (pseudonym) => sequencer.subjectOf(pseudonym),
    knownAs: (subject) => sequencer.knownAs(subject),
    nameOf: (pseudonym) => sequencer.nameOf(pseudonym),
    keeps: (pseudonyms) => sequencer.keeps(pseudonyms),
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

/** What goes to the other thread with an answer: megabytes are moved and not copied. */
export function movedWith(answer: Answer): readonly ArrayBuffer[] {
  return isText(answer) ? [answer.value, ...answer.parts].map(({ buffer }) => buffer) : []
}

function isText(answer: Answer): answer is DisclosedText {
  return typeof answer === 'object' && 'value' in answer && answer.value instanceof Uint8Array
}
