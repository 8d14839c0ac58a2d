// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { useSpoken } from '../language/language.tsx'
import type { Aim } from './aim.ts'

const scopes: readonly Aim['scope'][] = ['all', 'system', 'agent', 'run']

export function ScopeChoice(props: { scope: Aim['scope']; onChange: (scope: Aim['scope']) => void }): ReactNode {
  const { words } = useSpoken()
  return (
    <RadioGroup
      className="choice"
      value={props.scope}
      onChange={(value) => props.onChange(scopes.find((scope) => scope === value) ?? 'all')}
    >
      <Label>{words.stop.what}</Label>
      <div className="choice-list">
        {scopes.map((scope) => (
          <Radio key={scope} value={scope} className="choice-item">
            <span>
              {words.stop[scope]}
              {scope === 'all' && <small>{words.stop.allHelp}</small>}
              {scope === 'system' && <small>{words.stop.systemHelp}</small>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
