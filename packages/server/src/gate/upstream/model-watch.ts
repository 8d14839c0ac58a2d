// SPDX-License-Identifier: EUPL-1.2
import { type Appended, Conflict, type Journal } from '../../journal/index.ts'
import { warn } from '../../warnings/index.ts'
import { isChange, type Served, servedIn } from './projection.ts'

/**
 * Reads in the outcomes what each route said it served, and records when that is another model than before: the answers
 * of an AI system can change without anybody here having changed anything. It works beside the path of a call.
 */
export class ModelWatch {
  readonly #journal: Journal
  readonly #unlisten: () => void
  /** What the log last held, only to ask it less often: the fold decides what is a change. */
  readonly #known = new Map<string, string>()

  constructor(journal: Journal) {
    this.#journal = journal
    this.#unlisten = journal.onEntry((appended, isOurs) => this.#look(appended, isOurs))
  }

  close(): void {
    this.#unlisten()
  }

  /** Each process looks at its own calls; a change that another process found is news for all. */
  #look({ entry: { kind, data } }: Appended, isOurs: boolean): void {
    const served = servedIn(data.served)
    if (served === undefined) return
    const { route } = served
    if (kind === 'model.changed') this.#known.delete(route)
    if (kind !== 'call.ended' || !isOurs || this.#known.get(route) === keyOf(served)) return
    this.#compare(served, String(data.call)).catch((error: unknown) => {
      warn('model-uncompared', { route, error })
    })
  }

  async #compare(served: Served, call: string): Promise<void> {
    const { route, model, fingerprint } = served
    const [last] = await this.#journal.query('SELECT model, fingerprint FROM served_models WHERE route = $1', route)
    const [seen] = await this.#journal.query(
      'SELECT entry FROM served_before WHERE route = $1 AND model = $2 AND fingerprint = $3',
      route,
      model,
      fingerprint,
    )
    if (last === undefined) return
    const before = { model: String(last.model), fingerprint: String(last.fingerprint) }
    if (!isChange(before, served, seen !== undefined)) {
      this.#known.set(route, keyOf(served))
      return
    }
    await this.#journal
      .append({ kind: 'model.changed', data: { call, served: { ...served }, before } })
      .catch((error: unknown) => {
        // Another call saw the same change first.
        if (!(error instanceof Conflict)) throw error
      })
  }
}

function keyOf({ model, fingerprint }: Served): string {
  return JSON.stringify([model, fingerprint])
}
