// SPDX-License-Identifier: EUPL-1.2

/**
 * The names under which the people's port may be asked, with their ports. A page of an attacker whose name turns to
 * this machine's address (DNS rebinding) sends its own name, and is refused.
 */
export function ownHosts(host: string, port: number, url: string | undefined): ReadonlySet<string> {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const own = isEverywhere ? [] : [host.includes(':') ? `[${host}]` : host]
  const names = ['127.0.0.1', 'localhost', '[::1]', ...own]
  return new Set([
    ...names.map((name) => `${name}:${port}`),
    // Browsers leave the port out where it is the usual one.
    ...(port === 80 ? names : []),
    ...(url === undefined ? [] : [new URL(url).host]),
  ])
}
