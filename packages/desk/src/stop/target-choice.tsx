// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { FieldError, Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { Label as FieldLabel, Input, TextField } from 'react-aria-components/TextField'
import { useSpoken } from '../language/language.tsx'
import { visibleLine } from '../visible.ts'
import type { NamedScope } from './aim.ts'
import { useTargets } from './use-targets.ts'

interface Props {
  readonly scope: NamedScope
  readonly target: string | undefined
  readonly problem: string | undefined
  readonly onChange: (target: string) => void
}

/** Not an id of ours, so that it can't be one of the agent's. */
const other = ' other'

/** What the Desk knows of that can be stopped so, and a field for one that it doesn't. */
export function TargetChoice({ scope, target, problem, onChange }: Props): ReactNode {
  const { words } = useSpoken()
  const targets = useTargets(scope)
  const isKnown = targets.some(({ id }) => id === target)
  const [isOther, setIsOther] = useState(false)
  const isTyped = isOther || (target !== undefined && !isKnown)
  return (
    <>
      <RadioGroup
        className="choice"
        value={isTyped ? other : (target ?? null)}
        isInvalid={problem !== undefined}
        validationBehavior="aria"
        onChange={(value) => {
          setIsOther(value === other)
          onChange(value === other ? '' : value)
        }}
      >
        <Label>{words.stop.which[scope]}</Label>
        <div className="choice-list">
          {targets.map(({ id, name }) => (
            <Radio key={id} value={id} className="choice-item">
              <span>
                {visibleLine(name)} <small>{visibleLine(id)}</small>
              </span>
            </Radio>
          ))}
          <Radio value={other} className="choice-item">
            <span>{words.stop.other}</span>
          </Radio>
        </div>
        <FieldError>{problem}</FieldError>
      </RadioGroup>
      {isTyped && (
        <TextField value={target ?? ''} onChange={onChange}>
          <FieldLabel>{words.stop.otherId}</FieldLabel>
          <Input className="field-code" spellCheck={false} autoComplete="off" autoCapitalize="none" maxLength={200} />
        </TextField>
      )}
    </>
  )
}
