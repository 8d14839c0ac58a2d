// SPDX-License-Identifier: EUPL-1.2
// The composition root's list of folds, which the journal's sequencer keeps equal to the log, and the lines that lists
// show of what is sealed. A room that keeps state is added here and nowhere else. The sequencer's thread loads this file
// and needs the folds without the rooms, so each is imported from its own file and not through the room's index; what a
// fold imports leads to no room either.

import { exhibits } from './exhibits/projection.ts'
import { calls } from './gate/fold/projection.ts'
import { toolAdmissions } from './gate/tools/projection.ts'
import { servedModels } from './gate/upstream/projection.ts'
import { keys } from './identity/projection.ts'
import { incidents } from './incidents/projection.ts'
import type { Projection } from './journal/index.ts'
import { budgets } from './limits/projection.ts'
import { loads } from './loads.ts'
import { cases } from './oversight/projection.ts'
import { notices, outsideAssessments, publications, register, traffic, trials } from './register/projection.ts'
import { revisions } from './revision/projection.ts'
import { statements } from './statements/projection.ts'
import { stops } from './stop/projection.ts'
import { erasures } from './subjects/projection.ts'
import { taskRuns } from './tasks/projection.ts'

export { briefs } from './oversight/briefs.ts'

export const projections: readonly Projection[] = [
  calls,
  budgets,
  cases,
  erasures,
  exhibits,
  incidents,
  keys,
  loads,
  notices,
  outsideAssessments,
  publications,
  register,
  revisions,
  servedModels,
  statements,
  stops,
  taskRuns,
  toolAdmissions,
  traffic,
  trials,
]
