// SPDX-License-Identifier: EUPL-1.2
import type { Say } from '../language.ts'

/** What a drill found, as the API gives it. */
export interface ProviderLoss {
  readonly provider: string
  readonly losses: readonly Loss[]
  readonly entry: number
}

interface Loss {
  readonly system: string
  readonly agent: string
  readonly model: string
  readonly data: 'plain' | 'personal'
  readonly becomes: 'unaffected' | 'fails-over' | 'stops'
  readonly to?: {
    readonly provider: string
    readonly ownedWithin: readonly string[]
    readonly processedWithin: readonly string[]
  }
  readonly tookMs?: number
  readonly failed?: string
}

export function tellProviderLoss({ provider, losses, entry }: ProviderLoss, say: Say): readonly string[] {
  const affected = losses.filter(({ becomes }) => becomes !== 'unaffected')
  const untouched = losses.length - affected.length
  return [
    say(`Als ${provider} wegvalt:`, `If ${provider} is lost:`),
    ...(affected.length === 0
      ? [say('  verandert er niets.', '  nothing changes.')]
      : affected.map((loss) => line(loss, say))),
    ...(untouched === 0
      ? []
      : [say(`  ${untouched} andere blijven zoals ze zijn.`, `  ${untouched} others stay as they are.`)]),
    say(`Vastgelegd als vermelding ${entry} in het log.`, `Recorded as entry ${entry} of the log.`),
  ]
}

function line(loss: Loss, say: Say): string {
  const { system, agent, model, data, to } = loss
  const what =
    data === 'personal'
      ? say('met persoonsgegevens', 'with personal data')
      : say('zonder persoonsgegevens', 'without personal data')
  const who = `  ${system} (${agent}), ${model}, ${what}:`
  if (to === undefined) return `${who} ${say('stopt', 'stops')}`
  const owned = to.ownedWithin.join(', ') || say('onbekend', 'unknown')
  const processed = to.processedWithin.join(', ') || say('onbekend', 'unknown')
  const facts = say(`eigenaar: ${owned}; verwerking: ${processed}`, `owner: ${owned}; processing: ${processed}`)
  return `${who} ${say('gaat over naar', 'fails over to')} ${to.provider} (${facts})${measured(loss, say)}`
}

function measured({ tookMs, failed }: Loss, say: Say): string {
  if (failed !== undefined)
    return say(`; de proefvraag mislukte (${failed})`, `; the trial question failed (${failed})`)
  return tookMs === undefined ? '' : say(`; antwoord na ${tookMs} ms`, `; answered after ${tookMs} ms`)
}
