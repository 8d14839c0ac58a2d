// SPDX-License-Identifier: EUPL-1.2
import { count } from './count.ts'
import type { heldNl } from './nl-held.ts'

export const heldEn: typeof heldNl = {
  held: {
    title: 'What you hold about somebody',
    lead: 'Does somebody ask what you hold about them, or to be forgotten? Look up here where they occur, read what is there, and erase it.',
    mayNot: 'An owner or an auditor can look this up. Below you see what was erased before, and by whom.',
    whom: 'Whom is it about?',
    whomHelp:
      'A customer number (customer:10023), a mail address (address:jan@example.nl), a run (run:…) or a former colleague (person:…).',
    whomMissing: 'First say whom it is about.',
    look: 'Look up',
    looking: (done, total) => (total === 0 ? 'Looking …' : `Looking: ${done} of ${total} …`),
    about: (subject) => `About ${subject}`,
    nothing: 'Nothing is found about this.',
    nothingHelp:
      'That does not say that there is nothing. What was read without this number or address is found by its run only.',
    found: (n) => `${count(n, 'entry', 'entries')} of the log.`,
    sealed: (n) => `${count(n, 'entry', 'entries')} with content`,
    keep: 'This one stays',
    show: 'Show content',
    hide: 'Hide content',
    more: 'Show more',
    tooLong: (bytes) => `Too long to show (${bytes}).`,
    erase: 'Erase …',
    eraseTitle: 'Erase for good?',
    eraseNow: 'Erase',
    ground: 'On what ground?',
    groundMissing: 'Choose a ground.',
    reason: 'Why?',
    reasonHelp: 'The reference of the letter, no name: this is kept.',
    reasonMissing: 'Say briefly why.',
    goes: (n) => `The content of ${n} ${n === '1' ? 'entry' : 'entries'} goes.`,
    nothingGoes: 'There is nothing that can go now.',
    left: (n) => (n === 1 ? '1 part stays.' : `${n} parts stay.`),
    forGood:
      'Nothing brings it back. The entries and their proofs stay; who did it and why becomes one of them. Copies of the keys still open it until they are gone. Whether you may or must erase is yours to decide.',
    progress: (done, total) => `${done} of ${total} erased …`,
    erased: 'Erased.',
    handedOver: 'Handed over as an exhibit',
    handedOverHelp:
      'These recipients got some of it (GDPR art. 15(1)(c)). What they got is not erased here: tell them when you erase (GDPR art. 19).',
    handedBy: (time, who) => `${time}, by ${who}`,
    handedEntries: (entries) => `Entries ${entries}.`,
    handedAt: (entry) => `Recorded as entry ${entry}.`,
    recipientErased: 'For whom was erased.',
    olderExhibits: (n) => `And ${n} older ones or more.`,
    before: 'Erased before',
    noneErased: 'Nobody erased anything yet.',
    entry: (index) => `entry ${index}`,
    stays: {
      'case-open': 'A case is not over: decide it, or wait until it is used or has expired.',
      'call-under-way': 'A call is under way: wait until it is over, or stop the run.',
      'call-unsettled': 'The outcome of a call is unknown: find out and record it first.',
      'task-under-way': 'The task is still at work: wait until it is done, or stop the run.',
      'incident-open': 'An open file of an incident is about this, and this is evidence. Close the file first.',
      'logs-kept': "The system's term for keeping logs is not over, and an own decision does not go before it.",
      'in-service': "This person still stands in the organisation's files: take them out first.",
    },
    cautions: {
      'logs-kept':
        "The system's term for keeping logs is not over. Somebody's right goes before it, but weigh whether you need this for a legal duty or a legal claim (GDPR art. 17(3)).",
      'others-too': 'This run was about others too: their content goes along.',
      'agent-goes-on': 'This run of an agent has no end: when the agent sends the same conversation again, it is back.',
    },
  },
}
