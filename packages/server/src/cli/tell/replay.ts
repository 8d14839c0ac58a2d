// SPDX-License-Identifier: EUPL-1.2
import type { NotReplayable, ReplayCounts, ReplayGroup, ReplayReport, ShadowSummary } from '../../revision/index.ts'
import type { Say } from '../language.ts'

const notReplayable: readonly NotReplayable[] = ['no-input', 'no-standing', 'no-findings', 'no-call']

/** What other rules would have made of past calls, for the author of those rules. */
export function tellReplayed(report: ReplayReport, say: Say): readonly string[] {
  const { results, reasons, groups, ungrouped } = report
  return [
    tellCounts(say('beslissingen', 'decisions'), report, say),
    ...(results.decisions === 0 ? [] : [tellCounts(say('resultaten', 'results'), results, say)]),
    ...notReplayable.flatMap((reason) => {
      const [count, why] = [reasons[reason] ?? 0, whyNot(reason, say)]
      return count === 0 ? [] : [say(`${count} niet over te doen: ${why}.`, `${count} not replayable: ${why}.`)]
    }),
    ...groups.flatMap((group) => tellGroup(group, say)),
    ...(ungrouped === 0 ? [] : [say(`${ungrouped} andere wijzigingen.`, `${ungrouped} other changes.`)]),
  ]
}

function tellCounts(what: string, { decisions, unchanged, now }: ReplayCounts, say: Say): string {
  return say(
    `${decisions} ${what} opnieuw beslist: ${unchanged} gelijk, ${now.deny} nu geweigerd, ${now.hold} nu voorgelegd, ${now.allow} nu toegestaan.`,
    `${decisions} ${what} taken again: ${unchanged} the same, ${now.deny} now denied, ${now.hold} now held, ${now.allow} now allowed.`,
  )
}

function whyNot(reason: NotReplayable, say: Say): string {
  switch (reason) {
    case 'no-input':
      return say('de gegevens ervan zijn gewist of nooit bewaard', 'what they were decided on was erased or never kept')
    case 'no-standing':
      return say(
        'hoe het AI-register het systeem toen had, is niet bewaard',
        'how the AI register had the system then was not kept',
      )
    case 'no-findings':
      return say('wat in het resultaat gevonden was, is niet bewaard', 'what was found in the result was not kept')
    case 'no-call':
      return say('resultaten van aanroepen die niet zijn overgedaan', 'results of calls that were not replayed')
  }
}

function tellGroup({ of, was, now, gone, by, problem, count, calls }: ReplayGroup, say: Say): readonly string[] {
  const why = [
    ...(by.length === 0 ? [] : [say(`door ${by.join(', ')}`, `by ${by.join(', ')}`)]),
    ...(gone.length === 0 ? [] : [say(`zonder ${gone.join(', ')}`, `without ${gone.join(', ')}`)]),
    ...(problem === undefined ? [] : [problem]),
  ]
  return [
    '',
    `${count} × ${of === 'result' ? say('resultaat ', 'result ') : ''}${effectWord(was, say)} → ${effectWord(now, say)}${why.length === 0 ? '' : `: ${why.join('; ')}`}`,
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
