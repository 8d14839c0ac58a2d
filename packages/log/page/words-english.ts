// SPDX-License-Identifier: EUPL-1.2
import type { PageWords } from './words.ts'

export const english: PageWords = {
  texts: {
    title: 'Check a log or a proof',
    intro:
      'This page checks whether a log is genuine, or the proof that an entry is in it, or what somebody handed over of its entries. It does so in this browser, on this computer: it makes no connection and sends nothing anywhere. You need not trust whoever made the log.',
    subjectTitle: '1. What do you want to check?',
    drop: 'Drop it here: a proof (.tlog-proof), an exhibit (.exhibit.json), or the folder of an exported log, the one that holds the file “checkpoint”.',
    chooseFile: 'Choose a file',
    chooseFolder: 'Choose a folder',
    uploadHint:
      'Your browser may ask whether to “upload” the files of the folder. It only lets this page read them; nothing is sent.',
    keyTitle: '2. Whose signature do you trust?',
    keyLabel: 'Key of the log, or a trust policy',
    keyHint:
      'Paste the key of the log, or a trust policy (tlog-policy) with the witnesses you trust. Get it from someone other than the log’s owner: a publication, a supervisor, a witness, something you kept. Who gives you both the log and the key can have made up both.',
    chooseKey: 'Choose a file with it',
    keptTitle: '3. Did you keep anything? (may be left out)',
    keptHint:
      'An earlier checkpoint or proof of the same log. Only that, or a witness, can show that the end was cut off or that others were shown another log.',
    chooseKept: 'Choose what you kept',
    entryTitle: '3. Does the entry stand beside the proof? (may be left out)',
    entryHint: 'Only for a proof that does not carry its entry.',
    chooseEntry: 'Choose the entry',
    takeAway: 'Take away',
    check: 'Check',
    resultTitle: 'Result',
    print: 'Print',
    aboutTitle: 'What must come from elsewhere',
    aboutKey: 'The key. With a key that came along with the log, anybody can make a log that this page calls valid.',
    aboutPage:
      'This page. A page that you got from the log’s owner proves nothing: it can call anything valid. Get it from someone else, or compare its SHA-256 with one that is published elsewhere. The same sources always make the same file, so anyone can make it anew.',
    aboutHash: 'Your computer tells the SHA-256 of this file:',
    aboutTruth: 'No check shows whether what an entry says is true, or what never reached the log.',
  },
  checking: 'Checking…',
  chooseFirst: 'Choose at 1 what you want to check.',
  dropRefused: 'This browser does not let a page read what is dropped on it: choose it with the buttons.',
  invalid: 'It is not what it claims to be, or not enough proves it. What is wrong stands below.',
  keyAdvice: 'Ask for the key of this log elsewhere than from its owner, and give it at 2. Nothing is proven so far.',
  unreachableAdvice:
    'A file could not be read: it was moved or changed since you chose it. Choose it again. Nothing is proven, and nothing against the log either.',
  entryMissing: 'The proof does not carry its entry: choose the entry at 3.',
  notUsable: 'NOT CHECKED',
  theKey: 'What you gave at 2',
  aboutNothing: 'That says nothing about the log.',
  noEngine:
    'This browser is too old: it knows no Ed25519 signatures. Nothing can be checked with it. Take a current Chrome, Edge, Firefox or Safari.',
  defect:
    'The check did not come to its end, by a fault of this page or of the browser. That says nothing about the log.',
  labels: {
    checked: 'Checked',
    sha256: 'Its SHA-256',
    key: 'With the key',
    when: 'Checked on',
    at: 'Time',
    kind: 'Kind',
    place: 'Number',
    data: 'Data',
    withheld: 'Not shown',
    exactly: 'The entry exactly as it was signed',
    findings: 'What is wrong',
  },
  file: (name, bytes) => `${name}, ${bytes} bytes`,
  folder: (name, files) => `${name === '' ? 'several files and folders' : `folder ${name}`}, ${files} files`,
  when: (time) => `${time}, by the clock of this computer`,
  at: (time) => `${time}, by the clock of the log`,
  place: (number, series) => `${number} of ${series}`,
  withheld: (digests) =>
    `at most ${digests} private fields, to which the entry only commits (some may be there to hide how many there are)`,
  handedOver: 'Handed over',
  tooMuch: '… more than fits here: “sluis-log verify --full” shows all of it',
  notText: 'The entry is not text.',
  empty: 'nothing',
}
