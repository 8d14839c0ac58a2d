// SPDX-License-Identifier: EUPL-1.2
import type { CommanderError } from 'commander'
import type { Say } from './language.ts'

/**
 * What commander says of a command line that it doesn't understand, in the reader's language. Commander's own messages
 * are in English, with the offending word between quotes.
 */
export function tellMisuse({ code, message }: CommanderError, say: Say): readonly string[] {
  const [, what = ''] = /'([^']*)'/.exec(message) ?? []
  const [, meant] = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message) ?? []
  const hint = meant === undefined ? [] : [say(`Bedoelde u ${meant}?`, `Did you mean ${meant}?`)]
  return [tellOne(code, what, message, say), ...hint]
}

function tellOne(code: string, what: string, message: string, say: Say): string {
  switch (code) {
    case 'commander.unknownCommand':
      return say(`Er is geen commando "${what}".`, `There is no command "${what}".`)
    case 'commander.unknownOption':
      return say(`Deze optie is er niet: ${what}`, `There is no such option: ${what}`)
    case 'commander.missingArgument':
      return say(`Er ontbreekt iets: <${what}>`, `Something is missing: <${what}>`)
    case 'commander.missingMandatoryOptionValue':
      return say(`Deze optie is nodig: ${what}`, `This option is needed: ${what}`)
    case 'commander.optionMissingArgument':
      return say(`Achter deze optie ontbreekt iets: ${what}`, `Something is missing after this option: ${what}`)
    case 'commander.invalidArgument': {
      const [, given = '', allowed = ''] =
        /argument '([^']*)' is invalid\. (?:Allowed choices are (.*)\.)?/.exec(message) ?? []
      const choose = allowed === '' ? '' : say(`; kies uit: ${allowed}`, `; choose one of: ${allowed}`)
      return say(`"${given}" past niet bij ${what}${choose}`, `"${given}" does not fit ${what}${choose}`)
    }
    case 'commander.excessArguments':
      return say('Er staat te veel op de regel.', 'There is too much on the line.')
    case 'commander.conflictingOption':
      return say(
        `Deze opties gaan niet samen: ${namesIn(message)}`,
        `These options don't go together: ${namesIn(message)}`,
      )
    default:
      return message.replace(/^error: /, '')
  }
}

function namesIn(message: string): string {
  return [...message.matchAll(/'([^']*)'/g)].map(([, name]) => name).join(', ')
}
