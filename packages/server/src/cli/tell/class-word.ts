// SPDX-License-Identifier: EUPL-1.2
import type { Say } from '../language.ts'

/** A class of the AI Act in plain words. The register's own words would also load everything that makes its papers. */
export function classWord(value: string, say: Say): string {
  switch (value) {
    case 'prohibited':
      return say('verboden', 'prohibited')
    case 'high':
      return say('hoog risico', 'high risk')
    case 'limited':
      return say('transparantierisico', 'transparency risk')
    case 'minimal':
      return say('minimaal risico', 'minimal risk')
    case 'out_of_scope':
      return say('buiten de AI-verordening', 'outside the AI Act')
    case 'undetermined':
      return say('nog niet te bepalen', 'not determined yet')
    default:
      return value
  }
}

export function stageWord(stage: string, say: Say): string {
  switch (stage) {
    case 'test':
      return say('in test', 'in test')
    case 'released':
      return say('vrijgegeven', 'released')
    default:
      return stage
  }
}
