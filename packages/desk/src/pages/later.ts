// SPDX-License-Identifier: EUPL-1.2
// The pages that are fetched together, once the first page is there or when somebody goes to one of them: who decides a
// case or stops something waits for none of it.
export { DecisionPage } from './decision-page.tsx'
export { ExhibitPage } from './exhibit-page.tsx'
export { HeldPage } from './held-page.tsx'
export { ImpactPage } from './impact-page.tsx'
export { IncidentPage } from './incident-page.tsx'
export { IncidentsPage } from './incidents-page.tsx'
export { KeysPage } from './keys-page.tsx'
export { ModelsPage } from './models-page.tsx'
export { NewIncidentPage } from './new-incident-page.tsx'
export { QuestionsPage } from './questions-page.tsx'
export { SystemPage } from './system-page.tsx'
export { SystemsPage } from './systems-page.tsx'
export { ToolPage } from './tool-page.tsx'
export { ToolsPage } from './tools-page.tsx'
