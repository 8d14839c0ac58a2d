// SPDX-License-Identifier: EUPL-1.2
import { decodeUtf8, encodeHex } from './bytes.ts'
import { LogError } from './error.ts'
import { parseDecimal } from './number.ts'
import { type KeyType, keyTypes, parseVerifierKey, type VerifierKey } from './verifier-key.ts'

/** A log or witness that the reader trusts, and where it is reached if the policy says so. */
export interface TrustedKey {
  readonly key: VerifierKey
  readonly url?: string
}

/** Who must have cosigned: nobody, one witness, or `threshold` of `members`. */
export type Quorum =
  | { readonly kind: 'none' }
  | { readonly kind: 'witness'; readonly key: VerifierKey }
  | { readonly kind: 'group'; readonly threshold: number; readonly members: readonly Quorum[] }

/** What a reader trusts, as a tlog-policy file states it: any of the logs, and witnesses up to the quorum. */
export interface TrustPolicy {
  readonly logs: readonly TrustedKey[]
  readonly witnesses: readonly TrustedKey[]
  readonly quorum: Quorum
}

const maxPolicyLength = 64 * 1024
/** Lines that define something; the draft asks for room for 32 logs, 32 witnesses and 32 groups. */
const maxDefinitions = 256

/** The policy of a reader who holds one log's key and asks for no witnesses. */
export function trustKey(key: VerifierKey): TrustPolicy {
  if (key.type !== keyTypes.ed25519) throw new LogError('key-type', `${key.name} is the key of a witness, not of a log`)
  return { logs: [{ key }], witnesses: [], quorum: { kind: 'none' } }
}

/** Collects a policy line by line; every refusal names the line. */
class PolicyReader {
  readonly #logs: TrustedKey[] = []
  readonly #witnesses: TrustedKey[] = []
  /** Names of witnesses and groups share one space; a name leaves `#free` once it is a member of a group. */
  readonly #named = new Map<string, Quorum>([['none', { kind: 'none' }]])
  readonly #free = new Set<string>()
  readonly #publicKeys = new Set<string>()
  #quorum: Quorum | undefined
  #line = 0

  readLine(text: string): void {
    this.#line++
    const [keyword, ...items] = text.split(/[ \t]+/).filter((item) => item !== '')
    if (keyword === undefined || keyword.startsWith('#')) return
    if (this.#logs.length + this.#named.size > maxDefinitions) throw this.#refuse('too many definitions')
    if (keyword === 'log') this.#readLog(items)
    else if (keyword === 'witness') this.#readWitness(items)
    else if (keyword === 'group') this.#readGroup(items)
    else if (keyword === 'quorum') this.#readQuorum(items)
    else throw this.#refuse('a line starts with log, witness, group, quorum or #')
  }

  finish(): TrustPolicy {
    if (this.#quorum === undefined) throw new LogError('policy', 'the policy has no quorum line')
    return { logs: this.#logs, witnesses: this.#witnesses, quorum: this.#quorum }
  }

  #refuse(reason: string, cause?: unknown): LogError {
    return new LogError('policy', `line ${this.#line}: ${reason}`, { line: this.#line, cause })
  }

  /** One public key under two names would count twice, so the bytes are compared, not the names. */
  #readKey(text: string | undefined, type: KeyType, url: string | undefined): TrustedKey {
    let key: VerifierKey
    try {
      key = parseVerifierKey(text ?? '')
    } catch (cause) {
      throw this.#refuse(cause instanceof Error ? cause.message : 'not a verifier key', cause)
    }
    if (key.type !== type) throw this.#refuse(`a key of type ${key.type} can't be used here`)
    const label = `${type} ${encodeHex(key.publicKey)}`
    if (this.#publicKeys.has(label)) throw this.#refuse('this public key stands in the policy already')
    this.#publicKeys.add(label)
    return url === undefined ? { key } : { key, url }
  }

  #readLog([keyText, url, ...rest]: string[]): void {
    if (rest.length > 0) throw this.#refuse('log <key> [<url>]')
    this.#logs.push(this.#readKey(keyText, keyTypes.ed25519, url))
  }

  #define(name: string | undefined, quorum: Quorum): void {
    if (name === undefined || this.#named.has(name)) throw this.#refuse(`the name ${name} is taken`)
    this.#named.set(name, quorum)
    this.#free.add(name)
  }

  #readWitness([name, keyText, url, ...rest]: string[]): void {
    if (rest.length > 0) throw this.#refuse('witness <name> <key> [<url>]')
    const witness = this.#readKey(keyText, keyTypes.cosignature, url)
    this.#define(name, { kind: 'witness', key: witness.key })
    this.#witnesses.push(witness)
  }

  #readGroup([name, count, ...memberNames]: string[]): void {
    const members = memberNames.map((memberName) => {
      const member = this.#named.get(memberName)
      if (member === undefined || !this.#free.delete(memberName)) {
        throw this.#refuse(`${memberName} is not defined above, or is in a group already`)
      }
      return member
    })
    const threshold = count === 'any' ? 1 : count === 'all' ? members.length : parseDecimal(count ?? '')
    if (threshold === undefined || threshold < 1 || threshold > members.length) {
      throw this.#refuse('group <name> all|any|<k> <name>..., with k from 1 to the number of names')
    }
    this.#define(name, { kind: 'group', threshold, members })
  }

  #readQuorum([name, ...rest]: string[]): void {
    const quorum = this.#named.get(name ?? '')
    if (quorum === undefined || rest.length > 0) throw this.#refuse('quorum <name>, a name that is defined above')
    if (this.#quorum !== undefined) throw this.#refuse('a policy has one quorum line')
    this.#quorum = quorum
  }
}

/**
 * Reads a trust policy (tlog-policy "Policy file syntax and structure"), here as UTF-8. Throws `too-large`, `encoding`
 * or, with the line, `policy`.
 */
export function parsePolicy(input: Uint8Array | string): TrustPolicy {
  if (input.length > maxPolicyLength) throw new LogError('too-large', `a policy is at most ${maxPolicyLength} bytes`)
  const text = typeof input === 'string' ? input : decodeUtf8(input)
  if (!text.isWellFormed() || /[\0-\x08\x0b-\x1f\x7f]/.test(text)) {
    throw new LogError('encoding', 'a policy holds no control characters but tab and line end')
  }
  // A file cut short could end in a shorter name that exists too: `quorum all-of-them` and `quorum all`.
  if (!text.endsWith('\n')) throw new LogError('policy', 'the last line is not ended')
  const reader = new PolicyReader()
  for (const line of text.slice(0, -1).split('\n')) reader.readLine(line)
  return reader.finish()
}

/** Whether these cosigners, whose signatures were verified, are enough for the quorum. */
export function isQuorumMet(quorum: Quorum, cosigners: readonly VerifierKey[]): boolean {
  switch (quorum.kind) {
    case 'none':
      return true
    case 'witness':
      return cosigners.some(({ name, keyId }) => name === quorum.key.name && keyId === quorum.key.keyId)
    case 'group':
      return quorum.members.filter((member) => isQuorumMet(member, cosigners)).length >= quorum.threshold
  }
}
