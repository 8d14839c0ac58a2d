// SPDX-License-Identifier: EUPL-1.2
// The example's organisation, changed as a test needs it before Sluis opens.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export function change(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, 'organisation', file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new RangeError(`${file} has no ${from}`)
  writeFileSync(path, text.replace(from, to))
}

/** Which APIs the provider speaks. */
export function addSpeaks(folder: string, apis: readonly string[]): void {
  change(folder, 'providers.yaml', 'api: openai\n', `api: openai\n    speaks: [${apis.join(', ')}]\n`)
}

/** Functions that the agent may carry out itself. */
export function addLocalTools(folder: string, names: readonly string[]): void {
  change(folder, 'systems/weekly-report.yaml', 'models: [', `localTools: [${names.join(', ')}]\nmodels: [`)
}

/** Two models more: one that no rule lets anybody use, one that people have to approve. */
export function addModels(folder: string): void {
  const more = ['forbidden', 'careful'].map(
    (id) => `      - { id: ${id}, served: SLUIS_MODEL, admitted: { by: anna, on: 2026-11-22 } }\n`,
  )
  change(folder, 'providers.yaml', '    models:\n', `    models:\n${more.join('')}`)
  change(folder, 'systems/weekly-report.yaml', 'models: [reporting]', 'models: [reporting, forbidden, careful]')
  appendFileSync(
    join(folder, 'organisation/policies/weekly-report.cedar'),
    `
@id("reporter-may-use-others") @nl("Mag.") @en("May.")
permit (principal in System::"weekly-report", action == Action::"callModel", resource);

@id("not-this-model") @nl("Dit model niet.") @en("Not this model.")
forbid (principal, action == Action::"callModel", resource == Model::"forbidden");

@id("careful-needs-finance") @remedy("approve:finance") @nl("Eerst een mens.") @en("A person first.")
forbid (principal, action == Action::"callModel", resource == Model::"careful")
unless { context.approvals.contains("finance") };
`,
  )
}
