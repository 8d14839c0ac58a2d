// SPDX-License-Identifier: EUPL-1.2

/** Every warning by name, with what happened and what that leads to; docs/reference/telemetry.md says what to do. */
export const warnings = {
  'gate-failed': 'a call failed inside the gate and was refused',
  'api-failed': "a request to the people's API failed",
  'store-lost': 'the store has not answered for a second: every call in flight is cut until it does',
  'store-answers': 'the store answers again',
  'log-unwritable':
    'the log can not be written, so no call passes until it can: is the disk full or read-only, is the database or the signer away?',
  'signer-lost': 'the signer does not answer, or does not sign with the key of this log: no call passes until it does',
  'signer-answers': 'the signer signs again',
  'store-put-back':
    'the store no longer holds entries that were acknowledged: it was put back, or a standby took over that missed the last of them; no call passes here',
  'log-writes-again': 'the log is written again, and calls pass',
  'files-behind':
    "another process loaded files of the organisation that are not here: no call passes until this machine's folder has them",
  'files-current': 'the files of the organisation that were loaded are in force here as well, and calls pass',
  'stop-unrecorded': 'a stop acts that the log could not take: the gate stays shut for everyone until it can',
  'stop-file-unwritable':
    'the file of stop orders can not be written: an order that the log has not taken is lost at a restart',
  'stop-unattributed': 'a stop that was ordered at another process acts here; who ordered it is not known here',
  'tables-remade': 'this version makes tables anew from the log, and opens the doors when it is through',
  'checkpoint-file-unread':
    'the file with the newest checkpoint says nothing: an old copy of the log would not be seen by it',
  'checkpoint-file-unwritable': 'the file with the newest checkpoint can not be written; the log itself is safe',
  'model-uncompared': 'what a model said that it is could not be compared with what it said before',
  'run-failed': "a task's run can not go on in this process",
  'expiry-unrecorded': 'cases that are over could not be recorded as expired; they stay refused',
  'content-kept-longer': 'content whose term has passed could not be erased; it is tried again within the hour',
  'notice-unsent': 'a reviewer could not be told by mail that a case waits',
  'notice-unrecorded': 'who was told by mail of a case is not recorded',
  'notices-unasked': 'it could not be seen which cases people still have to be told of',
  'model-notice-unsent': 'nobody could be told by mail that a provider serves another model',
  'key-notice-unsent': 'a person could not be told by mail that somebody else made or revoked a key of theirs',
  'witness-refused': 'a witness did not cosign the log',
  'witness-ahead': 'a witness saw more of this log than is here, or another history of it',
  'witnesses-unasked': 'the witnesses could not be asked',
} as const

export type Warning = keyof typeof warnings
