// SPDX-License-Identifier: EUPL-1.2
import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { inWords } from '../organisation/index.ts'
import { type ApiEnv, identify, requireOwnOrigin, requirePerson, sessionHeader } from './authenticate.ts'
import { cacheDeskFiles, deskRoutes } from './desk.ts'
import { requireKnownParameters } from './known-parameters.ts'
import { languageOf, respondWithProblem } from './problem.ts'
import { ApiError } from './problem-code.ts'
import { budgetRoutes } from './routes/budgets.ts'
import { callRoutes } from './routes/calls.ts'
import { caseRoutes } from './routes/cases.ts'
import { decisionRoutes } from './routes/decisions.ts'
import { drillRoutes } from './routes/drills.ts'
import { exhibitRoutes } from './routes/exhibits.ts'
import { exportRoutes } from './routes/exports.ts'
import { healthRoutes } from './routes/health.ts'
import { incidentRoutes } from './routes/incidents.ts'
import { keyRoutes } from './routes/keys.ts'
import { logRoutes } from './routes/log.ts'
import { meRoutes } from './routes/me.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { modelRoutes } from './routes/models.ts'
import { organisationRoutes } from './routes/organisation.ts'
import { paperRoutes } from './routes/papers.ts'
import { peopleRoutes } from './routes/people.ts'
import { policyRoutes } from './routes/policy.ts'
import { runRoutes } from './routes/runs.ts'
import { sessionRoutes } from './routes/session.ts'
import { statementRoutes } from './routes/statements.ts'
import { stopRoutes } from './routes/stops.ts'
import { subjectRoutes } from './routes/subjects.ts'
import { systemRoutes } from './routes/systems.ts'
import { taskRoutes } from './routes/tasks.ts'
import { toolRoutes } from './routes/tools.ts'
import type { Services } from './services.ts'

interface AppSettings {
  /** Whether Sluis may be addressed by this name (`Host`). */
  readonly isOwnHost: (host: string) => boolean
  /** Whether people reach Sluis over TLS. */
  readonly isSecure: boolean
  readonly deskFolder: string
}

/** Raised when the API gains something; every answer carries it (NLGov REST API Design Rules). */
const apiVersion = '1.0.0'
const maxBodyBytes = 1_048_576
const maxFieldsTold = 20

const peoplesRoutes = [
  meRoutes,
  sessionRoutes,
  caseRoutes,
  stopRoutes,
  taskRoutes,
  runRoutes,
  callRoutes,
  budgetRoutes,
  drillRoutes,
  modelRoutes,
  organisationRoutes,
  peopleRoutes,
  keyRoutes,
  policyRoutes,
  incidentRoutes,
  statementRoutes,
  subjectRoutes,
  exhibitRoutes,
  systemRoutes,
  decisionRoutes,
  exportRoutes,
  paperRoutes,
  toolRoutes,
]

/** The people's door. Its guard comes before everything that it serves. */
export function peopleApp(services: Services, settings: AppSettings): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return
      const language = languageOf(c, services.organisation().settings.language)
      const fields = result.error.issues
        .slice(0, maxFieldsTold)
        .map((issue) => ({ field: issue.path.join('.'), message: inWords(issue)[language] }))
      throw new ApiError('invalid-request', { fields })
    },
  })
  app.onError((error, c) => respondWithProblem(c, error, services))
  app.notFound((c) => respondWithProblem(c, new ApiError('not-found'), services))

  app.route('/', healthRoutes(services))
  guard(app, services, settings)
  app.use(
    '/api/*',
    requireKnownParameters(() => description, services),
  )
  for (const routes of peoplesRoutes) app.route('/api/v1', routes(services))
  const description = describe(app)
  // Made in advance: anyone may ask for it, and making it takes as long as a stop may.
  const document = JSON.stringify(description)
  app.get('/api/v1/openapi.json', (c) => c.body(document, 200, { 'content-type': 'application/json' }))
  app.route('/log', logRoutes(services))
  app.route('/', metricsRoutes(services))
  app.all('/api/*', (c) => c.notFound())
  app.all('/log/*', (c) => c.notFound())
  app.use(cacheDeskFiles)
  app.route('/', deskRoutes(services, settings.deskFolder))
  return app
}

/** Who asks is settled before anything is read, and everything under /api requires a person. */
function guard(app: OpenAPIHono<ApiEnv>, services: Services, settings: AppSettings): void {
  app.use(securityHeaders(settings.isSecure))
  app.use('/api/*', versioned)
  app.use(async (c, next) => {
    const host = c.req.header('host')?.toLowerCase() ?? ''
    if (!settings.isOwnHost(host) || !isAt(host, c.req.url)) throw new ApiError('host-unknown')
    await next()
  })
  app.use(identify(services), requireOwnOrigin)
  app.use('/api/*', requirePerson)
  app.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: () => {
        throw new ApiError('body-too-large')
      },
    }),
  )
}

/** A whole address (RFC 9112 §3.2.2) may name another host than its header, or carry a password, which no web request can. */
function isAt(host: string, url: string): boolean {
  const asked = URL.parse(url)
  return asked?.host === new URL(`http://${host}`).host && asked.username === '' && asked.password === ''
}

function describe(app: OpenAPIHono<ApiEnv>) {
  const registry = app.openAPIRegistry
  registry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'header', name: sessionHeader })
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Sluis for people', version: apiVersion, license: { name: 'EUPL-1.2' } },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { session: [] }],
  })
}

const versioned: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next()
  c.res.headers.set('API-Version', apiVersion)
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
}

/** Allows no script, style or frame but our own files, because these pages show what agents wrote. */
function securityHeaders(isSecure: boolean): MiddlewareHandler {
  const own = ["'self'"]
  const none = ["'none'"]
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: none,
      scriptSrc: own,
      styleSrc: own,
      imgSrc: own,
      fontSrc: own,
      connectSrc: own,
      manifestSrc: own,
      baseUri: none,
      formAction: none,
      frameAncestors: none,
    },
    xFrameOptions: 'DENY',
    strictTransportSecurity: isSecure ? 'max-age=31536000' : false,
  })
}
