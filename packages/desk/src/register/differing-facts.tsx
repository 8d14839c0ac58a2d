// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { FactValue, System } from '../api-systems.ts'
import { useSpoken } from '../language/later.ts'
import { SelectField } from '../parts/select-field.tsx'

export interface Differing {
  /** Tells the rows apart while their facts are still to be chosen. */
  readonly row: number
  readonly fact: string | undefined
  readonly value: FactValue | undefined
}

interface Props {
  readonly system: System
  readonly differing: readonly Differing[]
  readonly onChange: (differing: readonly Differing[]) => void
}

const values: Readonly<Record<string, FactValue>> = { yes: true, no: false, unknown: 'unknown' }
const nameOf = (value: FactValue | undefined): string =>
  value === undefined ? '' : value === 'unknown' ? 'unknown' : value === true ? 'yes' : 'no'

/** Questions with yes or no that this person answers otherwise than the register does. */
export function DifferingFacts({ system, differing, onChange }: Props): ReactNode {
  const { words, language } = useSpoken()
  const { facts, open } = system
  const asked = [...facts.flatMap(({ fact, asked }) => (asked === undefined ? [] : [{ fact, ...asked }])), ...open]
  const questions = asked
    .filter(({ kind }) => kind === 'yes_no')
    .map(({ fact, question }) => [fact, question[language]] as const)
  const change = (row: number, part: Partial<Differing>): void =>
    onChange(differing.map((one) => (one.row === row ? { ...one, ...part } : one)))
  return (
    <fieldset className="fields checks">
      <legend>{words.act.assessDiffer}</legend>
      <p className="quiet">{words.act.assessDifferHelp}</p>
      {differing.map(({ row, fact, value }) => (
        <div key={row} className="differing">
          <SelectField
            label={words.system.fact}
            value={fact ?? ''}
            none={words.act.pickFact}
            options={questions}
            onChange={(chosen) => change(row, { fact: chosen })}
          />
          <SelectField
            label={words.act.yourAnswer}
            value={nameOf(value)}
            none=""
            options={[
              ['yes', words.system.yes],
              ['no', words.system.no],
              ['unknown', words.system.unknown],
            ]}
            onChange={(chosen) => change(row, { value: chosen === undefined ? undefined : values[chosen] })}
          />
          <Button className="button button-plain" onPress={() => onChange(differing.filter((one) => one.row !== row))}>
            {words.act.removeFact}
          </Button>
        </div>
      ))}
      <p>
        <Button
          className="button"
          onPress={() =>
            onChange([...differing, { row: (differing.at(-1)?.row ?? 0) + 1, fact: undefined, value: undefined }])
          }
        >
          {words.act.addFact}
        </Button>
      </p>
    </fieldset>
  )
}
