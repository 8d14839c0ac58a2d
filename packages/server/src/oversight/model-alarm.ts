// SPDX-License-Identifier: EUPL-1.2
import { type Appended, isObject, type Journal, type JsonValue } from '../journal/index.ts'
import type { Organisation } from '../organisation/index.ts'
import { warn } from '../warnings/index.ts'
import { writeModelMail } from './model-mail.ts'
import type { Notify } from './notifier.ts'

interface ModelAlarmParts {
  readonly journal: Pick<Journal, 'onEntry'>
  readonly organisation: () => Organisation
  readonly notify: Notify
  /** The page where people see it. */
  readonly link: string
  readonly now: () => number
}

/** A provider that alternates between models must not fill anybody's mailbox: entries and list show every change. */
const everyMs = 3_600_000

/**
 * Tells owners and operators by mail that a provider serves another model than before. Runs beside the path of a call: a
 * mail that can't be sent delays nothing, and the log has the change either way.
 */
export class ModelAlarm {
  readonly #parts: ModelAlarmParts
  readonly #unlisten: () => void
  readonly #toldAtMs = new Map<string, number>()

  constructor(parts: ModelAlarmParts) {
    this.#parts = parts
    this.#unlisten = parts.journal.onEntry((appended, isOurs) => isOurs && this.#look(appended))
  }

  close(): void {
    this.#unlisten()
  }

  #look({ entry: { kind, data } }: Appended): void {
    if (kind !== 'model.changed') return
    const route = textIn(data.served, 'route')
    const { now } = this.#parts
    if (now() - (this.#toldAtMs.get(route) ?? Number.NEGATIVE_INFINITY) < everyMs) return
    this.#toldAtMs.set(route, now())
    this.#tell({ route, before: nameIn(data.before), after: nameIn(data.served) })
  }

  #tell(change: { readonly route: string; readonly before: string; readonly after: string }): void {
    const { organisation, notify, link } = this.#parts
    const { people, settings } = organisation()
    for (const { name, email, roles } of people.values()) {
      if (!roles.includes('owner') && !roles.includes('operator')) continue
      const mail = writeModelMail(settings.language, { ...change, reader: name, link })
      notify({ to: email, ...mail }).catch((error: unknown) => {
        warn('model-notice-unsent', { route: change.route, error })
      })
    }
  }
}

function nameIn(served: JsonValue | undefined): string {
  const fingerprint = textIn(served, 'fingerprint')
  return fingerprint === '' ? textIn(served, 'model') : `${textIn(served, 'model')} (${fingerprint})`
}

function textIn(value: JsonValue | undefined, name: string): string {
  const found = isObject(value) ? value[name] : undefined
  return typeof found === 'string' ? found : ''
}
