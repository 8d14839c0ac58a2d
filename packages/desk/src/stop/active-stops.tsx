// SPDX-License-Identifier: EUPL-1.2
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Stop } from '../api-stops.ts'
import { useSpoken } from '../language/language.tsx'
import { Loading } from '../parts/loading.tsx'
import { useMay } from '../parts/me.ts'
import { Quoted } from '../parts/quoted.tsx'
import { queries } from '../queries.ts'
import { ResumeWindow } from './resume-window.tsx'
import { whatStops } from './what-stops.ts'

/** Who stopped what, when and why, with the way back for those who may. */
export function ActiveStops(): ReactNode {
  const { words } = useSpoken()
  const { data, error } = useQuery(queries.stops)
  const mayResume = useMay('resume')
  const [resuming, setResuming] = useState<Stop>()
  const [lifted, setLifted] = useState<string>()
  const stops = data?.stops
  const heading = useFocusOnceGone(lifted, stops)
  return (
    <section className="active-stops" aria-labelledby="active-stops">
      <h2 id="active-stops" ref={heading} tabIndex={-1}>
        {words.stop.active}
      </h2>
      {stops === undefined && <Loading error={error} />}
      {stops?.length === 0 && <p className="empty">{words.stop.none}</p>}
      <ul>
        {stops?.map((stop) => (
          <li key={stop.id} className="active-stop">
            <StopFacts stop={stop} />
            {mayResume && (
              <Button className="button" onPress={() => setResuming(stop)}>
                {words.stop.resume}
                <span className="visually-hidden">: {whatStops(stop, words)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!mayResume && stops !== undefined && stops.length > 0 && <p className="quiet">{words.stop.mayNotResume}</p>}
      {resuming !== undefined && (
        <ResumeWindow
          stop={resuming}
          onClose={() => setResuming(undefined)}
          onResumed={() => {
            setLifted(resuming.id)
            setResuming(undefined)
          }}
        />
      )}
    </section>
  )
}

/** The button that had the focus goes with its stop; the heading above it takes over. */
function useFocusOnceGone(
  id: string | undefined,
  stops: readonly Stop[] | undefined,
): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  const isGone = id !== undefined && stops !== undefined && !stops.some((stop) => stop.id === id)
  useEffect(() => {
    if (isGone) heading.current?.focus()
  }, [isGone])
  return heading
}

function StopFacts(props: { stop: Stop }): ReactNode {
  const { words, format } = useSpoken()
  const { by, orderedAt, reason, recorded } = props.stop
  return (
    <div>
      <p className="active-stop-what">{words.stop.banner(whatStops(props.stop, words))}</p>
      <p>
        {by !== undefined && words.stop.by(by.name)} {words.stop.since(format.time(orderedAt))}
      </p>
      <Quoted text={reason} />
      {!recorded && <p className="chip chip-no">{words.stop.unrecorded}</p>}
    </div>
  )
}
