// SPDX-License-Identifier: EUPL-1.2
// The verifiable log format: tree, tiles, notes, checkpoints, proofs, witness messages and the verifier, pure and
// without dependencies, in Node and in browsers. It is what lets outsiders check P11 (nothing that an earlier
// checkpoint covers can be rewritten or cut); any room and any program may import it, and it imports nothing of ours.

export type { CheckEntry } from './audit.ts'
export { decodeBundle, encodeBundle, maxEntryLength } from './bundle.ts'
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
export { cosign, cosignatureMessage, parseCosignature } from './cosignature.ts'
export { type Disclosure, digestDisclosure, parseDisclosure, pseudonymIn } from './disclosure.ts'
export { LogError, type LogErrorCode } from './error.ts'
export type { Evidence } from './evidence.ts'
export {
  type Exhibit,
  exhibitFormat,
  maxExhibitLength,
  parseExhibit,
  type ShownEntry,
  type ShownField,
  type VerifiedExhibit,
  verifyExhibit,
} from './exhibit.ts'
export { type Finding, type FindingCode, type FirstLook, firstLookAt } from './finding.ts'
export { proveAppended } from './fresh-proof.ts'
export { Frontier, type TreeNode } from './frontier.ts'
export { httpSource } from './http-source.ts'
export type { LogSource } from './log-source.ts'
export { emptyRoot, hashLeaf, hashLength, hashNode } from './merkle.ts'
export {
  formatNote,
  formatSignatureLine,
  maxNoteLength,
  type Note,
  type NoteSignature,
  type NoteSigner,
  parseNote,
  signNote,
} from './note.ts'
export { canonicalText, readOneWay } from './one-reading.ts'
export { consistencyProof, inclusionProof, type ReadTile, readFrontier } from './proof.ts'
export { formatReceipt, parseReceipt, type Receipt, verifyReceipt } from './receipt.ts'
export {
  type HashTile,
  parseTilePath,
  type Tile,
  tileHolding,
  tilePath,
  tilesOfTree,
  tileWidth,
} from './tile.ts'
export { isQuorumMet, parsePolicy, type Quorum, type TrustedKey, type TrustPolicy, trustKey } from './trust-policy.ts'
export {
  computeKeyId,
  formatKeyId,
  formatVerifierKey,
  isKeyName,
  type KeyType,
  keyTypes,
  makeVerifierKey,
  parseVerifierKey,
  type VerifierKey,
} from './verifier-key.ts'
export { type VerifiedCheckpoint, verifyCheckpoint } from './verify-checkpoint.ts'
export { type LogVerification, type VerifyOptions, verifyLog } from './verify-log.ts'
export { type VerifiedSignature, verifyNote } from './verify-note.ts'
export { maxProofLength, type TreeHead, verifyConsistency, verifyInclusion } from './verify-proof.ts'
export {
  type AddCheckpointRequest,
  formatAddCheckpoint,
  formatCosignatures,
  formatWitnessSize,
  parseAddCheckpoint,
  parseCosignatures,
  parseWitnessSize,
} from './witness.ts'
