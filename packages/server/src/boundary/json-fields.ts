// SPDX-License-Identifier: EUPL-1.2
import type { Leaf } from './json-walk.ts'
import type { Finding } from './kinds.ts'

/** A key as the words before a value: `citizenServiceNumber` becomes `citizen Service Number: `. */
export function contextOf(key: string): string {
  return key === '' ? '' : `${key.slice(0, 128).replace(/([a-z0-9])([A-Z])/g, '$1 $2')}: `
}

const SECRET_KEY =
  /(?:^|[-_. a-z])(?:password|passwd|pwd|passphrase|wachtwoord|secret|api[-_ ]?key|private[-_ ]?key|(?:access|refresh|auth|id|bearer)[-_ ]?token)$/i
const NO_SECRET = /^(?:|\*+|x+|true|false|null|none|string|required|\[.*\]|<.*>|\$\{.*\})$/i

/** Whether a key is called as a secret is. */
export function namesSecret(key: string): boolean {
  return SECRET_KEY.test(key.slice(-64))
}

/** Whether a text under such a key is one, and not what stands there instead of one. */
export function isKept(text: string): boolean {
  return text.length >= 4 && text.length <= 512 && !NO_SECRET.test(text)
}

/** The value of a key like `password` is a secret whatever it looks like; in a sentence it would need a digit or a sign. */
export function secretByKey({ within, isNumber, key, text }: Leaf): Finding[] {
  if (within === 'key' || isNumber || !isKept(text) || !namesSecret(key)) return []
  return [{ kind: 'secret', start: 0, end: text.length, confidence: 0.8 }]
}

/** What of an address a member holds. */
export type AddressPart = 'postcode' | 'house number'

const KEYS: Readonly<Record<AddressPart, RegExp>> = {
  postcode: /^(?:post_?code|postal_?code|zip(?:_?code)?|pc)$/i,
  'house number': /^(?:huis_?(?:nummer|nr)|house_?(?:number|no|nr)|street_?number|number|nummer|nr)$/i,
}
const VALUES: Readonly<Record<AddressPart, RegExp>> = {
  postcode: /^[1-9]\d{3} ?[A-Za-z]{2}$/,
  'house number': /^[1-9]\d{0,4}(?:[ -]?[A-Za-z0-9]{1,4})?$/,
}

export function addressPartNamed(key: string): AddressPart | undefined {
  if (KEYS.postcode.test(key)) return 'postcode'
  return KEYS['house number'].test(key) ? 'house number' : undefined
}

export function isAddressPart(part: AddressPart, value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && VALUES[part].test(String(value))
}

/** A postcode and a house number in two members of one object are an address as much as in one line. */
export function addressByFields({ within, key, text, members }: Leaf): Finding[] {
  if (within === 'key' || members.length < 2) return []
  const part = addressPartNamed(key)
  if (part === undefined || !isAddressPart(part, text)) return []
  const other = part === 'postcode' ? 'house number' : 'postcode'
  return partsIn(members).has(other) ? [{ kind: 'address', start: 0, end: text.length, confidence: 0.9 }] : []
}

/** By the members of an object: a stranger may write `postcode` in a thousand ways, each of which asks for the others. */
const known = new WeakMap<Leaf['members'], ReadonlySet<AddressPart>>()

function partsIn(members: Leaf['members']): ReadonlySet<AddressPart> {
  const kept = known.get(members)
  if (kept !== undefined) return kept
  const parts = new Set<AddressPart>()
  for (const [name, value] of members) {
    const part = addressPartNamed(name)
    if (part !== undefined && isAddressPart(part, value)) parts.add(part)
  }
  known.set(members, parts)
  return parts
}
