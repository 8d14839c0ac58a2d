// SPDX-License-Identifier: EUPL-1.2
import type { ReplayGroup, ReplayReport, ShadowSummary } from '../revision/index.ts'
import type { Say } from './language.ts'

/** What other rules would have made of past calls, for whoever wrote them. */
export function tellReplayed(report: ReplayReport, say: Say): readonly string[] {
  const { decisions, notReplayable, unchanged, now, groups, ungrouped } = report
  return [
    say(
      `${decisions} beslissingen opnieuw genomen: ${unchanged} gelijk, ${now.deny} nu geweigerd, ${now.hold} nu voorgelegd, ${now.allow} nu toegestaan.`,
      `${decisions} decisions taken again: ${unchanged} the same, ${now.deny} now denied, ${now.hold} now held, ${now.allow} now allowed.`,
    ),
    ...(notReplayable === 0
      ? []
      : [
          say(
            `${notReplayable} niet over te doen: de gegevens ervan zijn gewist of nooit bewaard.`,
            `${notReplayable} not replayable: what they were decided on was erased or never kept.`,
          ),
        ]),
    ...groups.flatMap((group) => tellGroup(group, say)),
    ...(ungrouped === 0 ? [] : [say(`${ungrouped} andere wijzigingen.`, `${ungrouped} other changes.`)]),
  ]
}

function tellGroup({ was, now, gone, by, problem, count, calls }: ReplayGroup, say: Say): readonly string[] {
  const why = [
    ...(by.length === 0 ? [] : [say(`door ${by.join(', ')}`, `by ${by.join(', ')}`)]),
    ...(gone.length === 0 ? [] : [say(`zonder ${gone.join(', ')}`, `without ${gone.join(', ')}`)]),
    ...(problem === undefined ? [] : [problem]),
  ]
  return [
    '',
    `${count} × ${effectWord(was, say)} → ${effectWord(now, say)}${why.length === 0 ? '' : `: ${why.join('; ')}`}`,
    say(`  zoals ${calls.join(', ')}`, `  such as ${calls.join(', ')}`),
  ]
}

export function tellShadow({ policy, decisions, differences }: ShadowSummary, say: Say): readonly string[] {
  const version = policy.slice(0, 16)
  return [
    say(
      `Schaduw ${version}: ${decisions} beslissingen naast de geldende regels genomen.`,
      `Shadow ${version}: ${decisions} decisions taken beside the rules in force.`,
    ),
    ...(differences.length === 0 ? [say('Geen daarvan viel anders uit.', 'None of them came out otherwise.')] : []),
    ...differences.flatMap(({ was, would, rules, count, calls }) => [
      '',
      `${count} × ${effectWord(was, say)} → ${effectWord(would, say)}: ${rules.join(', ') || say('geen regel staat het toe', 'no rule permits it')}`,
      say(`  zoals ${calls.join(', ')}`, `  such as ${calls.join(', ')}`),
    ]),
  ]
}

function effectWord(effect: string, say: Say): string {
  switch (effect) {
    case 'allow':
      return say('toegestaan', 'allowed')
    case 'deny':
      return say('geweigerd', 'denied')
    default:
      return say('voorgelegd', 'held')
  }
}
