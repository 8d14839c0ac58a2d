// SPDX-License-Identifier: EUPL-1.2
import { isDigit } from '../text/characters.ts'
import { emailAt } from './email.ts'
import { ipv6At } from './ip-address.ts'
import { phoneAt } from './phone.ts'
import { passwordInUrlAt } from './secret.ts'
import type { Window } from './window.ts'

const [AT, COLON, PARENTHESIS, PLUS, SLASH] = [64, 58, 40, 43, 47]

/** Everything that hangs on the mark at an index: `@` of an address, `:` of a URL or an IPv6 address, `(` of a phone number. */
export function examineMark(window: Window, at: number): void {
  const code = window.at(at)
  const next = window.at(at + 1)
  const { found } = window
  if (code === AT) {
    if (at !== found.userInfoEnd) found.keep(emailAt(window, at))
  } else if (code === COLON && next === SLASH) {
    const password = passwordInUrlAt(window, at)
    found.keep(password)
    if (password !== undefined) found.userInfoEnd = password.end
  } else if (code === COLON && next === COLON) {
    found.take(ipv6At(window, at))
  } else if (code === PARENTHESIS && (isDigit(next) || next === PLUS)) {
    found.take(phoneAt(window, at))
  }
}
