// SPDX-License-Identifier: EUPL-1.2
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router'
import { CasePage } from './pages/case-page.tsx'
import { CasesPage } from './pages/cases-page.tsx'
import { BrokenPage, MissingPage } from './pages/other-pages.tsx'
import { RunPage } from './pages/run-page.tsx'
import { RunsPage } from './pages/runs-page.tsx'
import { StopPage } from './pages/stop-page.tsx'
import { Shell } from './parts/shell.tsx'
import { readFilter } from './register/filter.ts'
import { readAim } from './stop/aim.ts'

const root = createRootRoute({ component: Shell, notFoundComponent: MissingPage })

const page = <const P extends string>(path: P, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component })

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const readBefore = ({ before }: Record<string, unknown>): { before?: number } =>
  typeof before === 'number' && Number.isSafeInteger(before) && before >= 0 ? { before } : {}
const cases = { getParentRoute: () => root, component: CasesPage, validateSearch: readBefore } as const
const casesRoute = createRoute({ ...cases, path: '/' })
const casesAlias = createRoute({ ...cases, path: '/cases' })
const caseRoute = page('/cases/$id', CasePage)
const runsRoute = page('/runs', RunsPage)
const runRoute = page('/runs/$id', RunPage)
const stopRoute = createRoute({
  getParentRoute: () => root,
  path: '/stop',
  component: StopPage,
  validateSearch: readAim,
})

const later = () => import('./pages/later.ts')

const systemsRoute = createRoute({
  getParentRoute: () => root,
  path: '/systems',
  component: lazyRouteComponent(later, 'SystemsPage'),
  validateSearch: readFilter,
})
const systemRoute = page('/systems/$id', lazyRouteComponent(later, 'SystemPage'))
const questionsRoute = createRoute({
  getParentRoute: () => root,
  path: '/systems/$id/questions',
  component: lazyRouteComponent(later, 'QuestionsPage'),
  validateSearch: (search): { fact?: string } => {
    const fact = text(search.fact)
    return fact === undefined ? {} : { fact }
  },
})
const toolsRoute = page('/tools', lazyRouteComponent(later, 'ToolsPage'))
const toolRoute = page('/tools/$name', lazyRouteComponent(later, 'ToolPage'))
const modelsRoute = page('/models', lazyRouteComponent(later, 'ModelsPage'))
const keysRoute = page('/keys', lazyRouteComponent(later, 'KeysPage'))

const decisionRoute = page('/systems/$id/decision', lazyRouteComponent(later, 'DecisionPage'))
const impactRoute = page('/impact', lazyRouteComponent(later, 'ImpactPage'))
const heldRoute = createRoute({
  getParentRoute: () => root,
  path: '/held',
  component: lazyRouteComponent(later, 'HeldPage'),
  validateSearch: (search): { run?: string } => {
    const run = text(search.run)
    return run === undefined ? {} : { run }
  },
})
const exhibitRoute = page('/calls/$id/exhibit', lazyRouteComponent(later, 'ExhibitPage'))
const incidentsRoute = page('/incidents', lazyRouteComponent(later, 'IncidentsPage'))
const newIncidentRoute = createRoute({
  getParentRoute: () => root,
  path: '/incidents/new',
  component: lazyRouteComponent(later, 'NewIncidentPage'),
  validateSearch: (search): { system?: string } => {
    const system = text(search.system)
    return system === undefined ? {} : { system }
  },
})
const incidentRoute = page('/incidents/$id', lazyRouteComponent(later, 'IncidentPage'))

export const router = createRouter({
  routeTree: root.addChildren([
    ...[casesRoute, casesAlias, caseRoute, runsRoute, runRoute, stopRoute],
    ...[systemsRoute, systemRoute, questionsRoute, toolsRoute, toolRoute, modelsRoute, keysRoute],
    ...[decisionRoute, impactRoute, incidentsRoute, newIncidentRoute, incidentRoute, heldRoute, exhibitRoute],
  ]),
  scrollRestoration: true,
  defaultErrorComponent: BrokenPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
