// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'
import { readStandardInput } from '../input/file.ts'
import { organisationAt } from '../input/organisation-at.ts'
import type { Terminal } from '../terminal.ts'

const maxBytes = 64 * 1024 * 1024

export function addInspect(program: Command, terminal: Terminal): void {
  const { say } = terminal
  program
    .command('inspect')
    .summary(say('zoekt persoonsgegevens en geheimen in een tekst', 'finds personal data and secrets in a text'))
    .description(
      say(
        'Leest een tekst van de standaardinvoer en zegt welke persoonsgegevens en geheimen erin staan, en waar.',
        'Reads a text from standard input and says which personal data and secrets it holds, and where.',
      ),
    )
    .option(
      '--organisation <folder>',
      say(
        'zoekt ook wat deze organisatie zelf zoekt (detectors.yaml)',
        'also looks for what this organisation looks for itself (detectors.yaml)',
      ),
    )
    .option('--json', say('voor een machine: plaatsen in UTF-16', 'for a machine: positions in UTF-16'))
    .action(async ({ json, organisation }: { readonly json?: true; readonly organisation?: string }) => {
      const { inspect, rulesOf } = await import('../../boundary/index.ts')
      const { detectors } =
        organisation === undefined ? { detectors: [] } : await organisationAt(organisation, terminal.language)
      const rules = rulesOf(detectors)
      // No character is dropped, not even a byte order mark, because positions count from the first.
      const text = (await readStandardInput(maxBytes, terminal)).toString('utf8')
      const findings = inspect(text, rules)
      if (json) terminal.json(findings.map(({ kind, start, end, confidence }) => ({ kind, start, end, confidence })))
      else terminal.out(...tellFindings(text, findings, terminal))
    })
}

interface Found {
  readonly kind: string
  readonly start: number
  readonly confidence: number
}

/** Says where things were found, never what they are: the answer may be kept where the text may not. */
function tellFindings(text: string, findings: readonly Found[], { say }: Terminal): readonly string[] {
  if (findings.length === 0) return [say('Niets gevonden.', 'Nothing found.')]
  const percent = (confidence: number): string => `${Math.round(confidence * 100)} %`
  let [line, lineStart, at] = [1, 0, 0]
  return findings.map(({ kind, start, confidence }) => {
    for (let end = text.indexOf('\n', at); end !== -1 && end < start; end = text.indexOf('\n', at)) {
      line++
      at = end + 1
      lineStart = at
    }
    const place = say(
      `regel ${line}, teken ${start - lineStart + 1}`,
      `line ${line}, character ${start - lineStart + 1}`,
    )
    return `${kind}: ${place} (${percent(confidence)} ${say('zeker', 'sure')})`
  })
}
