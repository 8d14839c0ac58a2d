// SPDX-License-Identifier: EUPL-1.2
import { type Block, gap, type Section, text } from '../exports/document.ts'
import type { Say } from '../exports/known/words.ts'
import { className } from '../exports/known/words.ts'
import { momentIn } from '../exports/moment.ts'
import type { Reader } from '../exports/reader.ts'
import { fillers } from '../exports/topics.ts'
import type { DecisionFile, FiledJudgement } from './decision.ts'

/** Who assessed and accepted and, under a heading of its own, who came to another class. */
export function judgementSection({ judgements, acceptance, outside }: DecisionFile, reader: Reader, say: Say): Section {
  const { language, timeZone, nameOf } = reader
  const dissent = judgements.filter(({ agrees }) => !agrees)
  const outsideDissent = outside.filter(({ agrees }) => !agrees)
  const accepted =
    acceptance === undefined
      ? gap(
          say('Aanvaarding door de verantwoordelijke', 'Acceptance by the accountable person'),
          fillers.accountable[language],
        )
      : text(
          say(
            `Aanvaard door ${acceptance.by === undefined ? 'gewist' : nameOf(acceptance.by)} op ${momentIn(timeZone, acceptance.at, language)} (regel ${acceptance.entry}).`,
            `Accepted by ${acceptance.by === undefined ? 'erased' : nameOf(acceptance.by)} on ${momentIn(timeZone, acceptance.at, language)} (entry ${acceptance.entry}).`,
          ),
          'declared',
        )
  return {
    title: say('Wie beoordeelde en aanvaardde', 'Who assessed and accepted'),
    blocks: [accepted, judgementTable(judgements, reader, say), ...outsideTables(outside, reader, say)],
    sections: [
      {
        title: say('Afwijkende oordelen', 'Dissent'),
        blocks:
          dissent.length + outsideDissent.length === 0
            ? [text(say('Niemand kwam tot een andere klasse.', 'Nobody came to another class.'))]
            : [judgementTable(dissent, reader, say), ...outsideTables(outsideDissent, reader, say)],
      },
    ],
  }
}

function outsideTables(outside: DecisionFile['outside'], { language }: Reader, say: Say): readonly Block[] {
  if (outside.length === 0) return []
  const table: Block = {
    kind: 'table',
    head: [
      say('Instantie', 'Body'),
      say('Klasse', 'Class'),
      say('Op', 'On'),
      say('Eens', 'Agrees'),
      say('Verklaring', 'Statement'),
    ],
    rows: outside.map(({ issuer, label, strictest, on, agrees, isOfThis, statement }) => [
      issuer,
      label === strictest
        ? className(label, language)
        : `${className(label, language)} / ${className(strictest, language)}`,
      isOfThis ? on : say(`${on}, over een eerdere versie`, `${on}, of an earlier version`),
      agrees ? say('ja', 'yes') : say('nee', 'no'),
      statement,
    ]),
  }
  return [table]
}

function judgementTable(judgements: readonly FiledJudgement[], { language, nameOf }: Reader, say: Say): Block {
  return {
    kind: 'table',
    head: [
      say('Wie', 'Who'),
      say('Als', 'As'),
      say('Klasse', 'Class'),
      say('Eens', 'Agrees'),
      say('Waarom', 'Why'),
      say('Regel', 'Entry'),
    ],
    rows: judgements.map(({ by, role, label, strictest, agrees, reason, entry }) => [
      by === undefined ? say('gewist', 'erased') : nameOf(by),
      role === 'owner' ? say('eigenaar', 'owner') : say('tweede beoordelaar', 'second assessor'),
      label === strictest
        ? className(label, language)
        : `${className(label, language)} / ${className(strictest, language)}`,
      agrees ? say('ja', 'yes') : say('nee', 'no'),
      reason ?? '',
      String(entry),
    ]),
  }
}
