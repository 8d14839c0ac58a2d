// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import type { Say } from '../language.ts'
import { tellWithout, type Without } from '../tell/key.ts'
import { tellDoubt } from '../tell/problem.ts'
import type { Terminal } from '../terminal.ts'

interface Loaded {
  readonly digest: string
  readonly shorter: readonly { readonly system: string; readonly before: number; readonly days: number }[]
  readonly left: readonly string[]
  readonly others?: { readonly following: number; readonly behind: number }
  readonly without: Without
  readonly doubts: readonly unknown[]
}

export function addLoad(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(program.command('load'), terminal)
    .description(say('leest de bestanden van de organisatie opnieuw', "reads the organisation's files again"))
    .action(async (options: ApiOptions) => {
      const answer = await new ApiClient(options, terminal).post<Loaded>(['organisation', 'load'])
      if (options.json) return terminal.json(answer)
      terminal.out(
        say(
          `Gelezen; vanaf nu geldt wat in de bestanden staat (${answer.digest.slice(0, 16)}).`,
          `Read; what the files say is in force from now on (${answer.digest.slice(0, 16)}).`,
        ),
        ...tellOthers(answer, say),
        ...answer.shorter.map(({ system, before, days }) =>
          say(
            `Let op: inhoud van ${system} blijft nu ${days} dagen, was ${before}. Wat ouder is, wordt over een uur gewist en komt niet terug. Niet de bedoeling? Herstel keepLogs en geef dit commando opnieuw.`,
            `Note: content of ${system} is now kept for ${days} days, was ${before}. What is older is erased in an hour and does not come back. Not what you meant? Put keepLogs back and run this command again.`,
          ),
        ),
        ...(answer.left.length === 0
          ? []
          : [
              say(
                `Niet meer in de bestanden: ${answer.left.join(', ')}. Hun sleutels werken niet meer, ook niet als u hen terugzet.`,
                `No longer in the files: ${answer.left.join(', ')}. Their keys no longer work, not even when you put them back.`,
              ),
            ]),
        ...answer.doubts.map((doubt) => tellDoubt(doubt, terminal)),
        ...tellWithout(answer.without, terminal),
      )
    })
}

function tellOthers({ others }: Loaded, say: Say): readonly string[] {
  if (others === undefined || others.following + others.behind === 0) return []
  const { following, behind } = others
  if (behind === 0) return [say(`Ook bij ${inDutch(following)}.`, `At ${inEnglish(following)} as well.`)]
  return [
    say(
      `Bij ${inDutch(behind)} liggen andere bestanden: daar gaat geen aanroep door tot deze er ook liggen.`,
      `At ${inEnglish(behind)} other files lie: no call passes there until these lie there too.`,
    ),
  ]
}

const inDutch = (count: number): string => (count === 1 ? '1 ander proces' : `${count} andere processen`)
const inEnglish = (count: number): string => (count === 1 ? '1 other process' : `${count} other processes`)
