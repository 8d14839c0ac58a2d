// SPDX-License-Identifier: EUPL-1.2

/**
 * Takes a person's key out of `#key=…`, at once out of the address bar and this entry of the history too. A fragment
 * never reaches a server or its log; left in the bar it would reach whoever is sent the address.
 */
export function takeKey(): string | undefined {
  const found = /^#key=(.+)$/.exec(window.location.hash)
  if (found?.[1] === undefined) return undefined
  history.replaceState(null, '', window.location.pathname + window.location.search)
  try {
    return decodeURIComponent(found[1])
  } catch {
    return found[1]
  }
}
