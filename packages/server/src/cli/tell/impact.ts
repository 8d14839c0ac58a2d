// SPDX-License-Identifier: EUPL-1.2
import {
  coverageWords,
  type DepartmentImpact,
  type Impact,
  type Supplier,
  type SystemImpact,
} from '../../register/index.ts'
import type { Terminal } from '../terminal.ts'
import { classWord, stageWord } from './class-word.ts'

/** One department after another: first its systems, each with what is missing, then their suppliers. */
export function tellImpact({ departments, on, law }: Impact, terminal: Terminal): readonly string[] {
  const { say } = terminal
  if (departments.length === 0) {
    return [say('Geen enkel systeem hoort hierbij.', 'No system belongs here.'), ...tellCoverage(terminal)]
  }
  return [
    say(`Op ${on}, wet ${law}.`, `On ${on}, law ${law}.`),
    ...departments.flatMap((department) => ['', ...tellDepartment(department, terminal)]),
    '',
    ...tellCoverage(terminal),
  ]
}

function tellDepartment(impact: DepartmentImpact, terminal: Terminal): readonly string[] {
  const { say } = terminal
  const { department, strictest, systems, suppliers } = impact
  const name = department ?? say('Zonder afdeling', 'Without a department')
  const count =
    systems.length === 1 ? say('1 systeem', '1 system') : say(`${systems.length} systemen`, `${systems.length} systems`)
  return [
    `${name}: ${count}, ${say('strengst mogelijk', 'strictest possible')}: ${classWord(strictest, say)}`,
    ...systems.flatMap((system) => tellSystem(system, terminal)),
    ...tellSuppliers(suppliers, terminal).map((line) => `  ${line}`),
  ]
}

function tellSystem(system: SystemImpact, { say, language }: Terminal): readonly string[] {
  const { id, name, label, strictest, stage, calls, work, missing } = system
  const most = classWord(strictest, say)
  const may = label === strictest ? '' : say(`, strengst mogelijk: ${most}`, `, strictest possible: ${most}`)
  const counted = calls === 1 ? say('1 aanroep', '1 call') : say(`${calls} aanroepen`, `${calls} calls`)
  return [
    `  ${id} (${name}): ${classWord(label, say)}${may}, ${stageWord(stage, say)}, ${counted}`,
    ...(work === undefined
      ? []
      : [
          `    ${say('werken ermee', 'who works with it')}: ${work.users}`,
          `    ${say('worden geraakt', 'who is affected')}: ${work.affected} (${say('bezwaar', 'objection')}: ${work.objection})`,
        ]),
    ...missing.map(({ text }) => `    ${say('ontbreekt', 'missing')}: ${text[language]}`),
  ]
}

export function tellSuppliers(suppliers: readonly Supplier[], { say }: Terminal): readonly string[] {
  return suppliers.map(({ name, what, calls, basis, isDeclared, jurisdiction }) => {
    const seen =
      basis === 'seen'
        ? say(`${calls} aanroepen gezien`, `${calls} calls seen`)
        : say('alleen opgegeven', 'declared only')
    const declared = isDeclared ? '' : say(', niet opgegeven', ', not declared')
    const law =
      jurisdiction === undefined
        ? what === 'provider'
          ? say(', recht onbekend', ', whose law is not known')
          : ''
        : `, ${jurisdiction.is} (${jurisdiction.source}, ${jurisdiction.asOf})`
    return `${name}: ${seen}${declared}${law}`
  })
}

export function tellCoverage({ say, language }: Terminal): readonly string[] {
  const { seen, declared } = coverageWords
  return [`${say('Gezien', 'Seen')}: ${seen[language]}.`, `${say('Opgegeven', 'Declared')}: ${declared[language]}.`]
}
