// SPDX-License-Identifier: EUPL-1.2
// Sluis itself with a browser at its Desk, for what people do there and what the log then says.
import type { BrowserContextOptions } from 'playwright-core'
import { serveApi } from '../../../packages/server/src/api/index.ts'
import { buildDesk, isDeskBuilt } from '../../../scripts/desk.ts'
import { type House, type HouseOptions, openHouse } from '../../e2e/harness.ts'
import { launch, Visit } from './browser.ts'

export interface DeskOnSluis extends AsyncDisposable {
  readonly house: House
  /** A page where somebody is signed in, with one key for each person. */
  visitAs(person: string, path: string, options?: BrowserContextOptions): Promise<Visit>
}

export async function openDeskOnSluis(options: HouseOptions = {}): Promise<DeskOnSluis> {
  await using opening = new AsyncDisposableStack()
  if (!isDeskBuilt()) await buildDesk()
  const browser = opening.adopt(await launch(), (launched) => launched.close())
  const house = opening.use(await openHouse(options))
  const { sluis } = house
  const organisation = () => sluis.loaded().organisation
  const services = { ...sluis, organisation, shadow: () => undefined }
  const api = opening.adopt(await serveApi(services, { port: 0, host: '127.0.0.1' }), (served) => served.close())
  const keys = new Map<string, string>()
  const all = opening.move()
  return {
    house,
    visitAs: async (person, path, look) => {
      const visit = await Visit.start(browser, api.url, look)
      const key = keys.get(person) ?? (await sluis.identity.issue({ kind: 'person', principal: person })).key
      keys.set(person, key)
      await visit.signIn(key)
      await visit.open(path)
      return visit
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}
