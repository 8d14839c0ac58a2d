// SPDX-License-Identifier: EUPL-1.2

import type { JsonMember, Leaf } from './json-walk.ts'
import type { Finding } from './kinds.ts'

/** A key as the words before a value: `citizenServiceNumber` becomes `citizen Service Number: `. */
export function contextOf(key: string): string {
  return key === '' ? '' : `${key.slice(0, 128).replace(/([a-z0-9])([A-Z])/g, '$1 $2')}: `
}

const SECRET_KEY =
  /(?:^|[-_. a-z])(?:password|passwd|pwd|passphrase|wachtwoord|secret|api[-_ ]?key|private[-_ ]?key|(?:access|refresh|auth|id|bearer)[-_ ]?token)$/i
const NO_SECRET = /^(?:|\*+|x+|true|false|null|none|string|required|\[.*\]|<.*>|\$\{.*\})$/i

/** The value of a key like `password` is a secret whatever it looks like; in a sentence it would need a digit or a sign. */
export function secretByKey({ within, isNumber, key, text }: Leaf): Finding[] {
  if (within === 'key' || isNumber || text.length < 4 || text.length > 512) return []
  if (!SECRET_KEY.test(key.slice(-64)) || NO_SECRET.test(text)) return []
  return [{ kind: 'secret', start: 0, end: text.length, confidence: 0.8 }]
}

const POSTCODE_KEY = /^(?:post_?code|postal_?code|zip(?:_?code)?|pc)$/i
const HOUSE_NUMBER_KEY = /^(?:huis_?(?:nummer|nr)|house_?(?:number|no|nr)|street_?number|number|nummer|nr)$/i
const POSTCODE = /^[1-9]\d{3} ?[A-Za-z]{2}$/
const HOUSE_NUMBER = /^[1-9]\d{0,4}(?:[ -]?[A-Za-z0-9]{1,4})?$/

/** A postcode and a house number in two members of one object are an address as much as in one line. */
export function addressByFields({ within, key, text, members }: Leaf): Finding[] {
  if (within === 'key' || members.length < 2) return []
  const isPart =
    (POSTCODE_KEY.test(key) && POSTCODE.test(text) && hasMember(members, HOUSE_NUMBER_KEY, HOUSE_NUMBER)) ||
    (HOUSE_NUMBER_KEY.test(key) && HOUSE_NUMBER.test(text) && hasMember(members, POSTCODE_KEY, POSTCODE))
  return isPart ? [{ kind: 'address', start: 0, end: text.length, confidence: 0.9 }] : []
}

function hasMember(members: readonly JsonMember[], name: RegExp, value: RegExp): boolean {
  return members.some(
    ([key, member]) =>
      (typeof member === 'string' || typeof member === 'number') && name.test(key) && value.test(String(member)),
  )
}
