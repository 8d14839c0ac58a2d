// SPDX-License-Identifier: EUPL-1.2
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Incident } from '../api-incidents.ts'
import { useSpoken } from '../language/later.ts'
import { useMay } from '../parts/me.ts'
import { CloseWindow } from './close-window.tsx'
import { NoteWindow } from './note-window.tsx'
import { ReportWindow } from './report-window.tsx'

/** Everyone adds what became known; owners and operators record who was told, and close the file. */
export function IncidentDeeds({ incident }: { incident: Incident }): ReactNode {
  const { words } = useSpoken()
  const mayRaise = useMay('raise-incident')
  const mayHandle = useMay('handle-incident')
  const [opened, setOpened] = useState<'note' | 'report' | 'close'>()
  const close = (): void => setOpened(undefined)
  if (incident.state === 'closed') return null
  return (
    <section className="decide-bar" aria-label={words.decide.actions}>
      <div className="decide-buttons">
        {mayHandle && (
          <Button className="button button-main" onPress={() => setOpened('report')}>
            {words.incidents.report}
          </Button>
        )}
        {mayRaise && (
          <Button className="button" onPress={() => setOpened('note')}>
            {words.incidents.note}
          </Button>
        )}
        {mayHandle && (
          <Button className="button" onPress={() => setOpened('close')}>
            {words.incidents.close}
          </Button>
        )}
      </div>
      {!mayHandle && <p className="quiet">{words.incidents.mayNotHandle}</p>}
      {opened === 'note' && <NoteWindow id={incident.id} onClose={close} />}
      {opened === 'report' && <ReportWindow id={incident.id} onClose={close} />}
      {opened === 'close' && <CloseWindow id={incident.id} onClose={close} />}
    </section>
  )
}
