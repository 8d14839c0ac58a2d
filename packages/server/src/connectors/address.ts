// SPDX-License-Identifier: EUPL-1.2

// Narrower than RFC 5321 §4.1.2 on purpose. No quoted local parts, comments or source routes: `%` and `!` used to mean
// "deliver it from there to here", so mail to a colleague's server could end outside. No characters outside ASCII: on
// the reviewer's card a Cyrillic а looks like a Latin one. No address literals: no customer has a host without a name.
const local = /^[a-z0-9_+'-]+(?:\.[a-z0-9_+'-]+)*$/
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * The address in lower case, or undefined when it is not exactly one plain mail address. Lower case throughout, so that
 * what policy compared, people approved and SMTP delivers to is the same text.
 *
 * @example mailAddress('Info@Bakker.example') // 'info@bakker.example'
 * @example mailAddress('Bakker <info@bakker.example>') // undefined
 */
export function mailAddress(text: string): string | undefined {
  if (text.length > 254 || !/^[\x21-\x7e]+$/.test(text)) return undefined
  const address = text.toLowerCase()
  const at = address.lastIndexOf('@')
  const [user, domain] = [address.slice(0, at), address.slice(at + 1)]
  const labels = domain.split('.')
  const isPlain =
    at > 0 &&
    user.length <= 64 &&
    local.test(user) &&
    labels.length >= 2 &&
    labels.every((part) => label.test(part)) &&
    /[a-z]/.test(labels.at(-1) ?? '')
  return isPlain ? address : undefined
}
