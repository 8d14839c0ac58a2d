// SPDX-License-Identifier: EUPL-1.2

/** What somebody is about to stop; a target still to be chosen is absent. */
export interface Aim {
  readonly scope: 'all' | 'agent' | 'run'
  readonly target?: string
}

export const isComplete = ({ scope, target = '' }: Aim): boolean => scope === 'all' || target.trim() !== ''
