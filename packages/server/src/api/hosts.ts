// SPDX-License-Identifier: EUPL-1.2

/**
 * The names, with ports, by which the people's door may be addressed. An attacker's page whose name is made to resolve
 * to this machine (DNS rebinding) sends its own name, and is refused.
 */
export function ownHosts(host: string, port: number, url: string | undefined): ReadonlySet<string> {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const own = isEverywhere ? [] : [host.includes(':') ? `[${host}]` : host]
  const names = ['127.0.0.1', 'localhost', '[::1]', ...own]
  return new Set([
    ...names.map((name) => `${name}:${port}`),
    // Browsers leave out the default port.
    ...(port === 80 ? names : []),
    ...(url === undefined ? [] : [new URL(url).host]),
  ])
}
