// SPDX-License-Identifier: EUPL-1.2
// The head of the log and its signature: of which tree it is, whether it is signed, and by which key.
import {
  Frontier,
  formatCheckpoint,
  formatNote,
  hashLeaf,
  hashLength,
  type NoteSigner,
  parseCheckpoint,
  parseNote,
  signNote,
} from '@sluis/log'
import { transaction } from '../engine/engine.ts'
import { JournalError } from '../error.ts'
import type { Head, Store } from '../store.ts'

export interface Signing {
  readonly signer: NoteSigner
  /** Whether the signer never signs two trees of one size: it may then only be asked about committed trees. */
  readonly signsCommitted: boolean
  /** Whether a key may take the place of the one that signed before: an act of a person (docs/guide, "keys"). */
  readonly replacesKey: boolean
}

/** The head of a log without entries. */
export async function firstHead(store: Store, signer: NoteSigner): Promise<Head> {
  const head = { size: 0, frontier: new Uint8Array(), checkpoint: await sign(Frontier.empty(), signer), at: 0 }
  await store.addHead(head)
  return head
}

export function frontierOf(head: Head): Frontier {
  const hashes: Uint8Array[] = []
  for (let at = 0; at < head.frontier.length; at += hashLength) hashes.push(head.frontier.subarray(at, at + hashLength))
  return Frontier.from(head.size, hashes)
}

export function sign(frontier: Frontier, signer: NoteSigner): Promise<string> {
  return signNote(textOf(frontier, signer), [signer])
}

/** Whether the head's checkpoint is signed for just this tree. */
export function isOf({ size, checkpoint }: Head, frontier: Frontier, signer: NoteSigner): boolean {
  return size === frontier.size && checkpoint.startsWith(`${textOf(frontier, signer)}\n`)
}

/** Whether a stored head is of this tree, or, if signing follows the commit, of an earlier tree of this log. */
export function isKnown(head: Head, frontier: Frontier, { signer, signsCommitted }: Signing): boolean {
  if (isOf(head, frontier, signer)) return true
  const { origin, size } = parseCheckpoint(parseNote(head.checkpoint).text)
  const isSame = Buffer.compare(frontierOf(head).root(), frontier.root()) === 0
  return signsCommitted && isSame && head.size === frontier.size && origin === signer.name && size < head.size
}

/**
 * Entries that a crash left unsigned must continue the signed ones: a signer would sign whatever Sluis says. Throws
 * `damaged`.
 */
export async function checkTail(store: Store, head: Head, signer: NoteSigner): Promise<void> {
  const whole = frontierOf(head)
  if (isOf(head, whole, signer)) return
  const signed = parseCheckpoint(parseNote(head.checkpoint).text)
  const frontier = Frontier.empty()
  let isRight = false
  for await (const { leaf } of store.leaves(0, head.size)) {
    if (frontier.size === signed.size) isRight = Buffer.compare(frontier.root(), signed.root) === 0
    frontier.append(hashLeaf(leaf))
  }
  if (isRight && Buffer.compare(frontier.root(), whole.root()) === 0) return
  throw new JournalError('damaged', 'what is stored does not follow on what was signed')
}

/** Throws `key-unusable` if another key signed last and no person replaces it. */
export function requireOurs(head: Head, { signer, replacesKey }: Pick<Signing, 'signer' | 'replacesKey'>): void {
  if (replacesKey || isOurs(head, signer)) return
  throw new JournalError('key-unusable', {
    nl: 'het log is met een andere sleutel ondertekend',
    en: 'the log was signed with another key',
  })
}

function isOurs({ checkpoint }: Head, { name, keyId }: NoteSigner): boolean {
  return parseNote(checkpoint).signatures.some((given) => given.name === name && given.keyId === keyId)
}

/**
 * The head with a signature of this log's key. If a person replaces the key, the checkpoint that the old one signed
 * also gets the new one's signature: it stands between them for readers of both. Throws as `requireOurs` does.
 */
export async function signedByOurs(store: Store, head: Head, { signer, replacesKey }: Signing): Promise<Head> {
  if (isOurs(head, signer)) return head
  requireOurs(head, { replacesKey, signer })
  const { text, signatures } = parseNote(head.checkpoint)
  const [own] = parseNote(await sign(frontierOf(head), signer)).signatures
  const checkpoint = formatNote({ text, signatures: own === undefined ? signatures : [...signatures, own] })
  await transaction(store.engine, () => store.setCheckpoint(head.size, checkpoint))
  return { ...head, checkpoint }
}

function textOf(frontier: Frontier, signer: NoteSigner): string {
  return formatCheckpoint({ origin: signer.name, size: frontier.size, root: frontier.root() })
}
