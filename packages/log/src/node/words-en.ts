// SPDX-License-Identifier: EUPL-1.2
import type { Words } from './words.ts'

const usage = `sluis-log verify <directory | address | proof> --key KEY

Checks a verifiable log, or the proof that one entry is in it, without trusting whoever made it.

  <directory>       an exported log
  <address>         the address of a log, https://...
  <proof>           a .tlog-proof file
  --key KEY         the log's verifier key, or a file that holds it; get it from someone other than the log's owner
  --policy FILE     instead of a key: the logs and witnesses that you trust (tlog-policy)
  --against FILE    a checkpoint or a proof of the same log that you have already; may be given more than once
  --entry FILE      with a proof: the entry that it is about, if the proof doesn't carry it
  --lang nl|en      the language of the answer

Exit codes: 0 valid, 1 invalid, 2 wrong use, 3 key unknown, 4 can't be reached.`

export const english: Words = {
  usage,
  valid: 'VALID',
  invalid: 'INVALID',
  keyUnknown: 'KEY UNKNOWN',
  unreachable: "CAN'T BE REACHED",
  keyAdvice:
    'Ask for the key of this log elsewhere than from its owner, and give it with --key. Nothing is proven so far.',
  unreachableAdvice:
    'Nothing is proven, and nothing against the log either. A log that answers 401 or 403 gives its entries only to those it knows: ask its owner for an export.',
  lookFirst: {
    copy: 'A copy that was not fetched whole looks like this too, as does a web page in the place of a file: fetch it again before you conclude anything.',
    key: 'It may also be that this is not the key of this log, or that the log has a newer one: ask whoever gave you the key before you conclude anything.',
  },
  entryMissing: 'The proof does not carry its entry: give the entry with --entry.',
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
  log: (origin, size) => `Log:          ${origin}, ${size} entries`,
  root: (base64) => `Root:         ${base64}`,
  signedBy: (name, keyId) => `Signed by:    ${name} (${keyId})`,
  cosignedBy: (name, time) => `Witnessed by: ${name}, ${time}`,
  ignored: (count) => `Ignored:      ${count} signatures by keys that you did not give`,
  agrees: (names) => `Agrees with:  ${names.join(', ')}`,
  entry: (index, length) => `Entry:        number ${index}, ${length} bytes`,
  limits: (hasWitness) =>
    hasWitness
      ? 'Proven: these entries, in this order, as signed and as the witnesses saw them. What never reached the log can not be seen.'
      : 'Proven: these entries, in this order, as signed. Not proven: that others were shown the same log (a witness, or a checkpoint that you keep, proves that). What never reached the log can not be seen.',
  line: (line) => `line ${line}`,
  entryNumber: (entry) => `entry ${entry}`,
  waiting: 'waiting for an answer',
  progress: (entries, total) => `${entries} of ${total} entries checked`,
  unusable: (message) => `Can not be used: ${message}`,
}
