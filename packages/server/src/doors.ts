// SPDX-License-Identifier: EUPL-1.2
import { isLoopback } from './gate/index.ts'

/** The two doors: where they listen, and at which addresses others reach them. */
export interface DoorSettings {
  readonly gatePort: number
  readonly deskPort: number
  /** The address that both listen on. */
  readonly hostname: string
  /** Where agents reach the gate when a proxy in front of it speaks TLS, such as `https://gate.example.nl`. */
  readonly gateUrl?: string
  /** Where people reach the Desk through such a proxy; links in mails begin with it. */
  readonly deskUrl?: string
}

export interface Doors {
  readonly gateUrl: string
  readonly deskUrl: string
  /** The address by which this process itself reaches the gate. */
  readonly ownGateUrl: string
}

class DoorError extends Error {
  readonly code = 'proxy-required'
  constructor(message: string) {
    super(message)
    this.name = 'DoorError'
  }
}

/** Throws `proxy-required` for an address that others can reach without TLS in front of it. */
export function doorsOf({ gatePort, deskPort, hostname, gateUrl, deskUrl }: DoorSettings): Doors {
  if (!isLoopback(hostname) && !(isTls(gateUrl) && isTls(deskUrl)))
    throw new DoorError(`${hostname} can be reached by others`)
  const own = `http://${nameFromHere(hostname)}`
  return {
    gateUrl: gateUrl ?? `${own}:${gatePort}`,
    deskUrl: deskUrl ?? `${own}:${deskPort}`,
    ownGateUrl: `${own}:${gatePort}`,
  }
}

function isTls(url: string | undefined): boolean {
  return url !== undefined && new URL(url).protocol === 'https:'
}

function nameFromHere(hostname: string): string {
  if (hostname === '0.0.0.0') return '127.0.0.1'
  if (hostname === '::') return '[::1]'
  return hostname.includes(':') ? `[${hostname}]` : hostname
}
