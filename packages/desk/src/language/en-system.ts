// SPDX-License-Identifier: EUPL-1.2
import { count } from './count.ts'
import type { systemNl } from './nl-system.ts'

export const systemEn: typeof systemNl = {
  signs: {
    title: 'Signs of work that the law names',
    lead: 'Sluis found words of work in Annex III. A word proves nothing and changes no class; an answer to the question may.',
    chip: (article) => `take note: ${article}`,
    seen: {
      declared: (time) => `First seen in the files, ${time}.`,
      traffic: (time) => `First seen in what an agent was asked, ${time}.`,
    },
    unanswered: 'Nobody has said yet whether it is so.',
    denied: 'The register says that it is not so. Is that still right?',
    answer: 'Answer the question',
    look: 'Look at the answer',
    missed: 'What does not stand here may be there all the same: Sluis looks for words, in Dutch and English.',
  },
  outside: {
    title: 'What outside bodies find',
    lead: 'An assessment under a signature. Sluis checks who signed it, and not whether it is right. It stands in for no second assessor.',
    none: 'No outside body has stated anything of this system.',
    ours: (name) => `The facts of the register now give: ${name}.`,
    agrees: 'same class as the facts',
    differs: 'another class than the facts: the strictest counts at the gate',
    former: 'of the system as it was before: steers nothing now',
    erased: 'Why it finds so was erased. That it stated it still stands in the log.',
    entry: (entry, time) => `Entry ${entry} of the log, received ${time}`,
    handedIn: (name) => `, handed in by ${name}`,
    keys: {
      valid: (key) => `Signed with key ${key}, which is valid today.`,
      expired: (key) => `Signed with key ${key}, which has expired since.`,
      revoked: (key) => `Signed with key ${key}, which was revoked since.`,
      unregistered: (key) => `Signed with key ${key}, which is not registered any more.`,
    },
    receipt: 'Proof from the log',
    of: (issuer) => `: ${issuer}`,
  },
  logTerm: {
    title: 'How long content is kept',
    kept: (days) => `What agents asked and got is kept for ${count(days, 'day', 'days')} and then erased.`,
    own: 'Your organisation chose that term for this system (“keepLogs” in its file).',
    ownShorter: (days) =>
      `Your organisation chose ${count(days, 'day', 'days')} (“keepLogs”); that of the law is longer and counts.`,
    noOwn: "That is your organisation's term (“keepLogs” in organisation.yaml, 30 days otherwise).",
    onlyLaw: "The law's term counts: the system has none of its own, and your organisation's is not longer.",
    floor: (days) => `The law asks for at least six months, here counted as ${days} days, of a high-risk system.`,
    mayBeHigh: 'The facts do not rule out yet that this is one.',
    noFloor: 'The class asks for no term on these facts.',
    erasing:
      "A day goes once all of it is older; what is still under way, or what an open file of an incident is about, waits. The entries in the log stay. Somebody's right to be forgotten goes before the term.",
  },
  told: {
    title: 'What people read: that it is AI',
    none: 'On these facts art. 50 asks nothing of what this system writes.',
    sentence: 'The gate puts this sentence at the head of texts for people that do not open with it:',
    own: "Your organisation's own sentence (“disclosure” in the file of the system).",
    standard: "Sluis's sentence. For one of your own, write “disclosure” in the file of the system.",
    marked: 'People need not read a sentence here. Mail and answers of models carry a mark for software.',
    besideMark:
      'People need not read a sentence here; software must be able to see it. This system does not pass the gate, so see to that mark yourself.',
    tools: (names) => `In the texts of: ${names}.`,
    noTools:
      'Of no tool of this system does the gate know what people read, so it puts the sentence nowhere. Say it with “tells” in tools.yaml.',
    models:
      'Answers of models stay as they are; the sentence goes along in “x-sluis-disclosure”, for whoever shows them to people.',
    beside: 'This system does not pass the gate. See to it yourself that people read this.',
    why: 'Why',
    articles: {
      '50.1': 'Art. 50(1): people deal with AI directly',
      '50.2': 'Art. 50(2): it makes image, sound, video or text, and software must be able to see that',
      '50.4a': 'Art. 50(4): image or sound that seems real (deepfake)',
      '50.4b': 'Art. 50(4): text that informs the public on matters of public interest',
    },
    holds: 'holds on the facts',
    open: 'not ruled out yet: a question is open',
    feelings:
      'Art. 50(3) holds too: who is exposed to emotion recognition or biometric categorisation hears so where it happens. No text at the gate says that.',
    limit: 'Sluis sees whether the sentence is there, not whether people understand it.',
  },
  publication: {
    title: 'Dutch Algoritmeregister',
    lead: 'The entry in the Algoritmeregister of the Dutch government. Sluis makes it from this register; whether it is right and in plain Dutch, you check yourself.',
    places: {
      nowhere: 'not submitted',
      submitted: 'submitted, not public',
      public: 'public',
      unknown: 'not known',
    },
    number: (lars) => `number ${lars}`,
    deeds: { submit: 'submit', publish: 'publish', retract: 'take back' },
    last: {
      open: (deed, time) => `Under way: ${deed}, begun ${time}. If it takes more than two minutes, do it again.`,
      unknown: (deed, time) =>
        `Not known whether this arrived: ${deed}, ${time}. Do it again; Sluis looks first whether a submission is there already.`,
      refused: (deed, time) => `The Algoritmeregister did not take this: ${deed}, ${time}.`,
    },
    behind: 'This register now says something else than what was submitted. Submit again before you publish.',
    unfit: (id) =>
      `The Algoritmeregister does not take the entry like this. Write it in systems/${id}.yaml under “algoritmeregister” in the “register” section, and load the organisation:`,
    missing: 'is missing',
    acts: { submit: 'Submit', publish: 'Publish', retract: 'Take back' },
    preview: 'Ask where you can look at it',
    previewAt: (host) => `Look at the entry on ${host} (new window)`,
    previewReady: 'The address stands on the page.',
    titles: {
      submit: (system) => `Submit the entry of ${system}?`,
      publish: (system) => `Publish the entry of ${system}?`,
      retract: (system) => `Take back the entry of ${system}?`,
    },
    means: {
      submit: 'This goes to the Algoritmeregister. It is not public there yet: look at it first, and then publish it.',
      publish:
        'From now on everybody can read this, under the name of your organisation. You can take it back, but what somebody read or copied stays with them.',
      retract: 'The entry is not public any more then. The log of Sluis keeps that it was.',
    },
    fields: (n) => `What it says: ${count(n, 'part', 'parts')}`,
    support: 'An entry is no certificate: it does not say that a system is lawful or good.',
    waits: 'Waiting for the Algoritmeregister. That may take a minute …',
    done: { submit: 'Submitted.', publish: 'Public.', retract: 'Taken back.' },
    mayNot: 'An owner or operator submits and publishes; you may look.',
  },
}
