// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useSpoken } from '../language/language.tsx'
import { isNoContact, queries } from '../queries.ts'
import { countedFor } from '../waiting.ts'
import { FilesBehindBanner } from './files-behind-banner.tsx'
import { HandedKeyBanner } from './handed-key-banner.tsx'
import { KeysLink } from './keys-link.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { LockMark } from './lock-mark.tsx'
import { useMe } from './me.ts'
import { SignOut } from './sign-out.tsx'
import { StopBanner } from './stop-banner.tsx'
import { useAnnounceNewCases } from './use-announce-new-cases.ts'

/** By then the page that somebody came for is there. */
const restMs = 2000

/** What stands around every page: where one can go, whether something is stopped, and the stop itself. */
export function Shell(): ReactNode {
  const { words } = useSpoken()
  const me = useMe()
  const { organisation, person } = me
  const { data, error } = useQuery(queries.openCases)
  const counted = useMemo(() => data && countedFor(data.cases, me), [data, me])
  const waiting = counted?.length ?? 0
  useAnnounceNewCases(counted)
  useLaterPages()
  return (
    <>
      <a className="skip" href="#content">
        {words.shell.skip}
      </a>
      <header className="shell-header">
        {/* The button itself stands last here, past every page that there is. */}
        <Link to="/stop" className="skip">
          {words.shell.skipToStop}
        </Link>
        <Link to="/" className="brand" aria-label={words.shell.home}>
          <LockMark />
          <span>Sluis</span>
        </Link>
        <nav aria-label={words.shell.navigation}>
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
            {words.shell.cases}
            {waiting > 0 && (
              <span className="badge">
                <span aria-hidden="true">{waiting}</span>
                <span className="visually-hidden">, {words.shell.waiting(waiting)}</span>
              </span>
            )}
          </Link>
          <Link to="/runs">{words.shell.runs}</Link>
          <Link to="/systems">{words.shell.register}</Link>
          <Link to="/tools">{words.shell.tools}</Link>
          <Link to="/models">{words.shell.models}</Link>
          <Link to="/incidents">{words.shell.incidents}</Link>
        </nav>
        <div className="shell-side">
          <LanguageSwitch />
          <Link to="/stop" className="stop-link">
            <span className="stop-sign" aria-hidden="true" />
            {words.shell.stop}
          </Link>
        </div>
      </header>
      <div role="status">{isNoContact(error) && <p className="banner banner-warning">{words.shell.noContact}</p>}</div>
      <FilesBehindBanner />
      <StopBanner />
      <HandedKeyBanner />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="shell-footer">
        <p className="shell-who">
          <span>
            <strong>{person.name}</strong>, {organisation.name}
          </span>
          <KeysLink />
          <SignOut />
        </p>
        <p className="quiet">
          {words.shell.log} <a href="/log/checkpoint">{words.shell.checkpoint}</a>
        </p>
      </footer>
    </>
  )
}

/** Fetches the other pages before somebody goes there: without contact the step would end on a page of the browser. */
function useLaterPages(): void {
  useEffect(() => {
    const timer = setTimeout(() => import('../pages/later.ts').catch(() => undefined), restMs)
    return () => clearTimeout(timer)
  }, [])
}
