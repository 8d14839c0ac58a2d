// SPDX-License-Identifier: EUPL-1.2
import type { exhibitNl } from './nl-exhibit.ts'

export const exhibitEn: typeof exhibitNl = {
  exhibit: {
    title: 'Make an exhibit',
    lead: 'Does a judge, a supervisor or an insurer ask what it said and who approved it? Choose what you hand over. They can hold each word against the log, without having to trust you.',
    mayNot: 'An owner or an auditor makes exhibits.',
    entry: (index) => `entry ${index}`,
    kinds: {
      'organisation.loaded': 'The rules that were in force',
      'call.held': 'Put to people',
      'case.verdict': 'The verdict of a person',
      'call.allowed': 'Allowed',
      'call.denied': 'Refused',
      'call.waiting': 'Waiting for people',
      'call.ended': 'What came of it',
      'call.settled': 'What somebody found out',
    },
    fields: {
      policies: 'the text of the rules',
      shadow: 'the rules that were tried beside them',
      call: 'the call as it lay before them',
      decision: 'the facts that it was decided on',
      reason: 'the reason',
      answer: 'the answer to the agent',
      request: 'what was asked',
      result: 'what came back',
      pseudonyms: 'who the pseudonyms in the text are',
    },
    nothing: 'Nothing sealed can go along with this, only what the log itself says.',
    names: 'Who they are',
    namesHelp:
      'The log has pseudonyms. Of those that you tick, the exhibit says who they are. Whoever can read the log then knows them wherever their pseudonym stands.',
    unprovable: (names) => `Of ${names} it can't be proven: that pseudonym is of an older version.`,
    for: 'For whom, and what for?',
    forHelp: 'The log keeps who made this and for whom; the latter sealed.',
    forMissing: 'Say first for whom it is.',
    others: "Read yourself what you hand over: it can hold other people's data. What you hand over, nobody takes back.",
    make: 'Make the exhibit',
    made: (file) => `Made: ${file}.`,
    check: 'They check it like this. Give them the key by another way:',
  },
}
