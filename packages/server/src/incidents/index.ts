// SPDX-License-Identifier: EUPL-1.2
// Files of serious incidents (AI Act art. 73, 26(5)): what happened, which clock has run since somebody became aware,
// who was told and when, and what the log has of the system around it. Keeps P7, P9, P10 and P12; imports the journal,
// the organisation and the register, and may be imported by api and cli.
export { recipients } from './duties.ts'
export { IncidentError } from './error.ts'
export { closings, Incidents, type Opening } from './incidents.ts'
export { incidentKinds } from './kinds.ts'
export { incidentPaper } from './paper.ts'
export type { IncidentEvent, IncidentSummary, IncidentView } from './view.ts'
export { standingWords } from './words.ts'
