// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { takeKey } from './fragment-key.ts'
import { LanguageProvider } from './language/language.tsx'
import { SignInPage } from './pages/sign-in-page.tsx'
import { Announcer } from './parts/announcer.tsx'
import { Loading } from './parts/loading.tsx'
import { MeContext } from './parts/me.ts'
import { queries } from './queries.ts'
import { router } from './router.tsx'
import { openSession } from './session.ts'

/** Who is here decides what is shown: nobody gets the sign-in page, on the address they asked for. */
export function App(props: { refused: unknown }): ReactNode {
  const { data, error } = useQuery(queries.me)
  const refused = useLaterKey(props.refused)
  const me = data === 'nobody' || data === 'over' ? undefined : data
  return (
    <LanguageProvider organisation={me?.organisation.language}>
      <Announcer>
        {me !== undefined ? (
          <MeContext key={me.person.id} value={me}>
            <RouterProvider router={router} />
          </MeContext>
        ) : data === undefined ? (
          <main className="sign-in">
            <Loading error={error} />
          </main>
        ) : (
          <SignInPage refused={refused} isOver={data === 'over'} />
        )}
      </Announcer>
    </LanguageProvider>
  )
}

/** An address with a key, opened where the Desk is open already, loads no new page; it counts all the same. */
function useLaterKey(first: unknown): unknown {
  const [refused, setRefused] = useState(first)
  useEffect(() => {
    const onHash = (): void => {
      const key = takeKey()
      if (key === undefined) return
      openSession(key).then(() => setRefused(undefined), setRefused)
    }
    window.addEventListener('hashchange', onHash)
    return () => window.removeEventListener('hashchange', onHash)
  }, [])
  return refused
}
