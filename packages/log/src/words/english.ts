// SPDX-License-Identifier: EUPL-1.2
import type { Words } from './words.ts'

export const english: Words = {
  verdicts: {
    valid: 'VALID',
    invalid: 'INVALID',
    'key-unknown': 'KEY UNKNOWN',
    unreachable: "CAN'T BE REACHED",
  },
  lookFirst: {
    copy: 'A copy that was not fetched whole looks like this too, as does a web page in the place of a file: fetch it again before you conclude anything.',
    key: 'It may also be that this is not the key of this log, or that the log has a newer one: ask whoever gave you the key before you conclude anything.',
  },
  findings: {
    number: 'a number is out of range',
    'too-large': 'is too large',
    encoding: 'is not the text it should be',
    hash: 'a hash is not right',
    'key-malformed': 'a key is not right',
    'key-type': 'a key of a kind that is not supported',
    'key-ambiguous': 'two keys have the same name',
    'key-unknown': 'is signed by nobody you know',
    note: 'is not a signed note',
    'signature-duplicate': 'one key signed twice',
    signature: 'the signature is not right',
    checkpoint: 'is not a checkpoint',
    origin: 'is signed by the key of another log',
    cosignature: 'the cosignature of a witness is not right',
    'tile-path': 'is not the path of a tile',
    tile: 'the tile has the wrong length',
    bundle: 'the entries can not be told apart',
    proof: 'the proof does not lead to the signed root',
    'proof-file': 'is not a proof',
    exhibit: 'is not an exhibit: entries of one log with what was handed over of them',
    disclosure: 'the entry does not commit to what was handed over with it',
    policy: 'is not a policy',
    quorum: 'too few of the witnesses you trust signed it',
    'witness-message': 'is not a message of a witness',
    'not-found': 'is missing',
    unreachable: 'could not be read',
    'entry-altered': 'was altered',
    'tile-altered': 'the tile was altered, the entries were not',
    root: 'the entries are not those that were signed',
    cut: 'the end of the log was cut off',
    fork: 'this log has another past than the one that was signed before',
    'extra-file': 'does not belong to the log: nothing proves it',
    'entry-refused': 'was refused',
  },
  labels: {
    log: 'Log',
    root: 'Root',
    signedBy: 'Signed by',
    cosignedBy: 'Witnessed by',
    ignored: 'Ignored',
    agrees: 'Agrees with',
    entry: 'Entry',
  },
  log: (origin, size) => `${origin}, ${size} entries`,
  ignored: (count) => `${count} signatures by keys that you did not give`,
  entry: (index, length) => `number ${index}, ${length} bytes`,
  limits: (of, hasWitness) =>
    (of === 'log'
      ? `Proven: these entries, in this order, as signed${hasWitness ? ' and as the witnesses saw them' : ''}. `
      : of === 'exhibit'
        ? `Proven: these entries stand in the log with these numbers and commit to what was handed over of them, as signed${hasWitness ? ' and as the witnesses saw it' : ''}. Not proven: what was left out of them, and what else the log holds. `
        : `Proven: this entry stands in the log with this number, as signed${hasWitness ? ' and as the witnesses saw it' : ''}. Not proven: what else the log holds. `) +
    (hasWitness
      ? ''
      : 'Not proven: that others were shown the same log (a witness, or a checkpoint that you keep, proves that). ') +
    'What never reached the log can not be seen.',
  marked: (mark) => `What was recorded stands behind ${mark}. All else is said by this program.`,
  shown: (index, time, kind) => `Entry ${index}, ${time}, ${kind}`,
  piece: (nth) => `part ${nth}:`,
  pieceNotShown: (nth) => `part ${nth}: not handed over`,
  pieceAgain: (field, nth) => `as part ${nth} of ${field}`,
  moreLines: (count) => `… ${count} more lines`,
  unopened: (count) => `Not handed over: at most ${count} other fields`,
  names: 'Who the pseudonyms are:',
  line: (line) => `line ${line}`,
  entryNumber: (entry) => `entry ${entry}`,
  progress: (entries, total) => `${entries} of ${total} entries checked`,
  unusable: (message) => `Can not be used: ${message}`,
}
