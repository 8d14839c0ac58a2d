// SPDX-License-Identifier: EUPL-1.2
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
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

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const readBefore = ({ before }: Record<string, unknown>): { before?: number } =>
  typeof before === 'number' && Number.isSafeInteger(before) && before >= 0 ? { before } : {}
const cases = { getParentRoute: () => root, component: CasesPage, validateSearch: readBefore } as const
const casesRoute = createRoute({ ...cases, path: '/' })
const casesAlias = createRoute({ ...cases, path: '/cases' })
const caseRoute = createRoute({ getParentRoute: () => root, path: '/cases/$id', component: CasePage })
const runsRoute = createRoute({ getParentRoute: () => root, path: '/runs', component: RunsPage })
const runRoute = createRoute({ getParentRoute: () => root, path: '/runs/$id', component: RunPage })
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
const systemRoute = createRoute({
  getParentRoute: () => root,
  path: '/systems/$id',
  component: lazyRouteComponent(later, 'SystemPage'),
})
const questionsRoute = createRoute({
  getParentRoute: () => root,
  path: '/systems/$id/questions',
  component: lazyRouteComponent(later, 'QuestionsPage'),
  validateSearch: (search): { fact?: string } => {
    const fact = text(search.fact)
    return fact === undefined ? {} : { fact }
  },
})
const toolsRoute = createRoute({
  getParentRoute: () => root,
  path: '/tools',
  component: lazyRouteComponent(later, 'ToolsPage'),
})
const toolRoute = createRoute({
  getParentRoute: () => root,
  path: '/tools/$name',
  component: lazyRouteComponent(later, 'ToolPage'),
})
const modelsRoute = createRoute({
  getParentRoute: () => root,
  path: '/models',
  component: lazyRouteComponent(later, 'ModelsPage'),
})
const keysRoute = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  component: lazyRouteComponent(later, 'KeysPage'),
})

const decisionRoute = createRoute({
  getParentRoute: () => root,
  path: '/systems/$id/decision',
  component: lazyRouteComponent(later, 'DecisionPage'),
})
const impactRoute = createRoute({
  getParentRoute: () => root,
  path: '/impact',
  component: lazyRouteComponent(later, 'ImpactPage'),
})
const heldRoute = createRoute({
  getParentRoute: () => root,
  path: '/held',
  component: lazyRouteComponent(later, 'HeldPage'),
  validateSearch: (search): { run?: string } => {
    const run = text(search.run)
    return run === undefined ? {} : { run }
  },
})
const incidentsRoute = createRoute({
  getParentRoute: () => root,
  path: '/incidents',
  component: lazyRouteComponent(later, 'IncidentsPage'),
})
const newIncidentRoute = createRoute({
  getParentRoute: () => root,
  path: '/incidents/new',
  component: lazyRouteComponent(later, 'NewIncidentPage'),
  validateSearch: (search): { system?: string } => {
    const system = text(search.system)
    return system === undefined ? {} : { system }
  },
})
const incidentRoute = createRoute({
  getParentRoute: () => root,
  path: '/incidents/$id',
  component: lazyRouteComponent(later, 'IncidentPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    ...[casesRoute, casesAlias, caseRoute, runsRoute, runRoute, stopRoute],
    ...[systemsRoute, systemRoute, questionsRoute, toolsRoute, toolRoute, modelsRoute, keysRoute],
    ...[decisionRoute, impactRoute, incidentsRoute, newIncidentRoute, incidentRoute, heldRoute],
  ]),
  scrollRestoration: true,
  defaultErrorComponent: BrokenPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
