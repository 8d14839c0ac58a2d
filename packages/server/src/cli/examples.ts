// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import type { Terminal } from './terminal.ts'

/** One line for each command of which the page alone doesn't show how to write it, without the name of the program. */
export const examples = [
  'stop --system weekly-report --reason "…"',
  'resume stop-… --reason "…"',
  'drill provider-loss PROVIDER --measure',
  'reject case-… --reason "…"',
  'edit case-… --to team@example.nl --reason "…"',
  'settle call-… --as done --reason "…"',
  'tools admit notes_read_graph 3f0a9c1b2d4e',
  'systems --owner anna --open',
  'systems decision hiring --to hiring.pdf --format pdf',
  'systems go hiring --basis … --reason "…"',
  'systems export weekly-report annex-iv --format pdf',
  'incidents open weekly-report --kind unknown --aware 3h --what "…" --call call-…',
  'incidents report incident-… --to provider --whom "…" --what "…"',
  'incidents note incident-… --note "…" --kind fundamental-rights',
  'incidents close incident-… --because not-serious --reason "…"',
  'assess hiring --fact recruitment_or_selection --answer yes --source "…"',
  'held customer:10023 --content',
  'erase customer:10023 --basis erasure --reason "…"',
  'serve --organisation ../ours/organisation --data ../ours/data',
  'keys issue agent:reporter --expires 90d',
  'keys revoke person:sanne',
  'keys recover person:anna --organisation ../ours/organisation --data ../ours/data',
  'signer --key /var/lib/sluis-signer/key --socket /run/sluis-signer/socket --log ours.sluis.invalid/log',
  'backup /backups/2026-11-22 --data ../ours/data',
  'restore /backups/2026-11-22 --data ../new --key verifier-key --known-checkpoint checkpoint',
  'exhibit call-… --for "…" --without result',
  'verify out --key verifier-key --against checkpoint',
  'policy check --organisation ../ours/organisation',
  'policy test ../ours/organisation/policies/cases --organisation ../ours/organisation',
  'policy replay --organisation ../ours/changed --since 30d',
  'policy explain --call call-… --organisation ../ours/changed',
  'classify facts.json --on 2026-12-02',
] as const

export function addExamples(program: Command, { say, command }: Pick<Terminal, 'say' | 'command'>): void {
  const head = say('Voorbeeld:', 'Example:')
  for (const example of examples) {
    pageOf(program, example).addHelpText('after', `\n${head}\n  ${command} ${example}`)
  }
}

/** The innermost command that the line names. */
function pageOf(program: Command, example: string): Command {
  let page = program
  for (const word of example.split(' ')) {
    const inner = page.commands.find((one) => one.name() === word)
    if (inner === undefined) return page
    page = inner
  }
  return page
}
