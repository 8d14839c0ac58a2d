// SPDX-License-Identifier: EUPL-1.2
import type { IncomingHttpHeaders } from 'node:http'
import { GateError } from '../error.ts'

/**
 * Refuses a request that names another host than this machine or the proxy before it, or that a page of another host
 * sent. A page whose name was made to point here (DNS rebinding) sends its own name. A gate that others can reach by an
 * address is asked by whatever name its proxy has for it; there the key alone counts. Throws `host-unknown`.
 */
export function ownHostOf({ hostname, url }: { readonly hostname: string; readonly url: string }) {
  const proxy = new URL(url).hostname
  const isOwn = (name: string): boolean => isLoopback(name) || name === proxy
  return ({ host = '', origin }: IncomingHttpHeaders): void => {
    if (!isLoopback(hostname)) return
    const isFromHere = origin === undefined || isOwn(URL.parse(origin)?.hostname ?? '')
    if (isFromHere && isOwn(nameIn(host))) return
    throw new GateError(
      'host-unknown',
      'this gate is asked by the name of its own machine, such as 127.0.0.1, or by that in SLUIS_GATE_URL',
    )
  }
}

function nameIn(host: string): string {
  return /^(\[[\da-f:]+\]|[\w.-]+)(:\d+)?$/i.exec(host)?.[1]?.toLowerCase() ?? ''
}

/** Whether only this machine reaches an address, or only it goes by this name. */
export function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
}
