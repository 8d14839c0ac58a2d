// SPDX-License-Identifier: EUPL-1.2
import { type Services, serveApi } from '../../api/index.ts'
import type { SluisSettings } from '../../opening.ts'
import { openSluis, type Sluis } from '../../sluis.ts'
import type { Language } from '../language.ts'
import { type FirstKey, issueFirstKeys } from './first-keys.ts'
import { StartError } from './start-failure.ts'

export interface ServerSettings extends SluisSettings {
  /** The language in which the first keys are explained. */
  readonly language: Language
}

type Api = Awaited<ReturnType<typeof serveApi>>

/** Sluis, with both its doors open. */
export interface RunningServer {
  readonly sluis: Sluis
  readonly api: Api
  /** Made at the very first start and known nowhere else, so show them once. Empty at every later start. */
  readonly firstKeys: readonly FirstKey[]
  close(): Promise<void>
}

/**
 * Opens Sluis and the people's API, and takes up the runs that were under way. When it rejects, with a StartError,
 * nothing is left open. Keys are made after everything else is open: those of a start that fails would be lost.
 */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  const opened: { close(): Promise<void> }[] = []
  const close = async (): Promise<void> => {
    for (const one of opened.toReversed()) await one.close()
  }
  const drainAndClose = (sluis: Sluis) => async (): Promise<void> => {
    await sluis.drain()
    await close()
  }
  try {
    const sluis = await openSluis(settings)
    opened.push(sluis)
    const { deskPort: port, hostname: host, deskUrl } = settings
    const api = await serveApi(servicesOf(sluis), { port, host, ...(deskUrl === undefined ? {} : { url: deskUrl }) })
    opened.push(api)
    const firstKeys = await issueFirstKeys(sluis.identity, sluis.loaded().organisation, settings)
    await sluis.tasks.resume()
    return { sluis, api, firstKeys, close: drainAndClose(sluis) }
  } catch (cause) {
    await close()
    throw new StartError(settings, cause)
  }
}

function servicesOf(sluis: Sluis): Services {
  const { loaded } = sluis
  return { ...sluis, organisation: () => loaded().organisation, shadow: () => loaded().shadow?.digest }
}
