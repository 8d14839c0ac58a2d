// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { PublicationState } from '../../register/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { idFrom } from '../input/id.ts'
import type { Terminal } from '../terminal.ts'

export function addPublishing(systems: Command, terminal: Terminal): void {
  const { say } = terminal
  const command = (name: string, summary: string) =>
    withApiOptions(systems.command(name), terminal)
      .argument('<system>', say('de naam van een systeem', 'the id of a system'))
      .description(summary)
  const act = (name: string, summary: string) =>
    command(name, summary).action(async (system: string, options: ApiOptions) => {
      const path = ['systems', idFrom(system, terminal), 'algoritmeregister', name]
      const { publication } = await new ApiClient(options, terminal).post<{
        readonly publication: PublicationState
      }>(path)
      if (options.json) terminal.json({ publication })
      else terminal.out(tellPublication(publication, terminal))
    })
  act(
    'submit',
    say('dient de inschrijving in bij het Algoritmeregister', 'submits the entry to the Dutch Algoritmeregister'),
  )
  command(
    'preview',
    say('geeft het adres om de inschrijving te bekijken', 'gives the address to look at the entry'),
  ).action(async (system: string, options: ApiOptions) => {
    const path = ['systems', idFrom(system, terminal), 'algoritmeregister', 'preview']
    const { url } = await new ApiClient(options, terminal).get<{ readonly url: string }>(...path)
    if (options.json) terminal.json({ url })
    else terminal.out(url)
  })
  act('publish', say('maakt de ingediende inschrijving openbaar', 'publishes the entry that was submitted'))
  act('retract', say('haalt de inschrijving weer weg', 'takes the entry back'))
}

function tellPublication({ system, lars, isPublic }: PublicationState, { say, command }: Terminal): string {
  if (isPublic) return say(`${system} is openbaar als ${lars}.`, `${system} is public as ${lars}.`)
  return say(
    `${system} staat klaar als ${lars}, en is niet openbaar. Bekijken: ${command} systems preview ${system}`,
    `${system} is ready as ${lars}, and not public. To look at it: ${command} systems preview ${system}`,
  )
}
