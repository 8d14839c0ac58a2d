// SPDX-License-Identifier: EUPL-1.2
// The Desk: where people see what waits, decide on it, and stop what must stop. It keeps its side of P5 (a verdict names
// the digest of what was on the screen) and P6 (it shows when silence becomes a refusal); it knows only the API's types
// and nothing imports it.
import './style/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { takeKey } from './fragment-key.ts'
import { queryClient } from './queries.ts'
import { followSession, openSession } from './session.ts'

const place = document.getElementById('desk')
if (place === null) throw new Error('index.html has no place for the Desk')

// First of all, so that neither the router nor anything after it sees the key.
const key = takeKey()
followSession()
const root = createRoot(place)
const refused = key === undefined ? undefined : await openSession(key).catch((error: unknown) => error)

root.render(
  <QueryClientProvider client={queryClient}>
    <App refused={refused} />
  </QueryClientProvider>,
)
