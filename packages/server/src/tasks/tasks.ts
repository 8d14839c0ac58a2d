// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { Cron } from 'croner'
import type { Identity } from '../identity/index.ts'
import { Conflict, type Journal, type Row, text } from '../journal/index.ts'
import type { Organisation, Task } from '../organisation/index.ts'
import { warn } from '../warnings/index.ts'
import { Runner } from './runner.ts'

export interface TasksParts {
  readonly journal: Journal
  readonly identity: Identity
  readonly organisation: () => Organisation
  readonly gateUrl: string
  /** Whether newer files are in force elsewhere; what those say is then begun by the processes that have them. */
  readonly isBehind: () => boolean
  readonly now: () => number
}

interface TaskRun {
  readonly run: string
  readonly state: string
  readonly waitsFor: readonly string[]
}

/** Tasks started by hand or by schedule, and their runs, which continue after a restart where they were. */
export class Tasks {
  readonly #parts: TasksParts
  readonly #runners = new Map<string, Runner>()
  /** Undefined until `resume` has started them. */
  #schedules: readonly Cron[] | undefined

  constructor(parts: TasksParts) {
    this.#parts = parts
  }

  /**
   * Takes up every run that was under way, and starts the schedules of the organisation's tasks. A run whose task is no
   * longer in the files ends: nobody could carry it out, and its sealed content would be kept for it for ever.
   */
  async resume(): Promise<void> {
    await this.#endForgotten()
    await this.takeUp()
    this.#schedules = this.list().flatMap((task) => this.#scheduled(task))
  }

  /** Other files are in force: from now on their schedules run, and no others. */
  reschedule(): void {
    if (this.#schedules === undefined) return
    for (const schedule of this.#schedules) schedule.stop()
    this.#schedules = this.list().flatMap((task) => this.#scheduled(task))
  }

  /** Takes up every run that nobody carries out: after a restart, or after a process that shares the log died. */
  async takeUp(): Promise<void> {
    if (this.#parts.isBehind()) return
    for (const row of await this.#unattended()) {
      const [run, task] = [text(row, 'run'), this.#parts.organisation().tasks.get(text(row, 'task'))]
      if (task !== undefined && (await this.#isTaken(run, row.process ?? null))) this.#launch(run, task)
    }
  }

  async #endForgotten(): Promise<void> {
    const { journal, organisation } = this.#parts
    for (const row of await this.#unattended()) {
      const [run, task] = [text(row, 'run'), text(row, 'task')]
      if (organisation().tasks.has(task) || !(await this.#isTaken(run, row.process ?? null))) continue
      await journal.append({
        kind: 'task.finished',
        data: { run, state: 'failed', process: journal.sharedAs },
        private: [{ name: 'reason', value: `the files have no task ${task} any more`, subject: `run:${run}` }],
      })
    }
  }

  /** Runs under way that no process carries out. */
  async #unattended(): Promise<readonly Row[]> {
    const { journal } = this.#parts
    const rows = await journal.query("SELECT * FROM task_runs WHERE state IN ('running', 'parked')")
    const alive = rows.length === 0 ? new Set<string>() : await journal.liveProcesses()
    return rows.filter((row) => !this.#runners.has(text(row, 'run')) && !alive.has(String(row.process)))
  }

  /** Starts a run; `by` is the person who asked, absent for a schedule. Throws RangeError for an unknown task. */
  async start(id: string, by?: string): Promise<{ readonly run: string }> {
    const person = by === undefined ? undefined : await this.#parts.journal.pseudonymOf(`person:${by}`)
    return await this.#begin(id, { by: person })
  }

  list(): readonly Task[] {
    return [...this.#parts.organisation().tasks.values()]
  }

  async runs(): Promise<readonly TaskRun[]> {
    const rows = await this.#parts.journal.query('SELECT * FROM task_runs ORDER BY started_at DESC LIMIT 200')
    return rows.map(asRun)
  }

  async run(id: string): Promise<TaskRun | undefined> {
    const [row] = await this.#parts.journal.query('SELECT * FROM task_runs WHERE run = $1', id)
    return row === undefined ? undefined : asRun(row)
  }

  async close(): Promise<void> {
    for (const schedule of this.#schedules ?? []) schedule.stop()
    for (const runner of this.#runners.values()) runner.close()
  }

  async #begin(
    id: string,
    cause: { by?: string | undefined; scheduled?: true; due?: number | undefined },
  ): Promise<{ readonly run: string }> {
    const { journal, organisation } = this.#parts
    const task = organisation().tasks.get(id)
    if (task === undefined) throw new RangeError(`no task is called ${id}`)
    const run = `run-${randomBytes(8).toString('hex')}`
    const data = { run, task: id, agent: task.agent, ...cause, process: journal.sharedAs }
    await journal.append({ kind: 'task.started', data })
    this.#launch(run, task)
    return { run }
  }

  /** Where processes share a log, a process takes a run by appending an entry that a second process can't append. */
  async #isTaken(run: string, from: Row[string]): Promise<boolean> {
    const { journal } = this.#parts
    if (journal.sharedAs === undefined) return true
    const data = { run, process: journal.sharedAs, from: from ?? undefined }
    return await journal.append({ kind: 'task.taken', data }).then(() => true, ignoreConflict)
  }

  #launch(run: string, task: Task): void {
    const runner = new Runner(this.#parts, run, task)
    this.#runners.set(run, runner)
    runner
      .work()
      .catch((error: unknown) => warn('run-failed', { run, error }))
      .finally(() => this.#runners.delete(run))
  }

  #scheduled(task: Task): Cron[] {
    if (task.schedule === undefined) return []
    const { timezone } = this.#parts.organisation().settings
    return [
      new Cron(task.schedule, { timezone, protect: true, catch: true }, async (schedule: Cron) => {
        // The minute for which it was due, even when this process is late; `previousRuns` excludes the moment that it is
        // given.
        const [due] = schedule.previousRuns(1, new Date(this.#parts.now() + 1))
        if (this.#parts.isBehind()) return
        // If last Monday's run still waits for a person, this Monday starts no second one.
        const sql = "SELECT run FROM task_runs WHERE task = $1 AND state IN ('running', 'parked') LIMIT 1"
        if ((await this.#parts.journal.query(sql, task.id)).length > 0) return
        await this.#begin(task.id, { scheduled: true, due: due?.getTime() }).catch(ignoreConflict)
      }),
    ]
  }
}

/** Another process did it first. */
function ignoreConflict(error: unknown): false {
  if (error instanceof Conflict) return false
  throw error
}

function asRun(row: Row): TaskRun {
  const waits: unknown = row.waits_for === null ? [] : JSON.parse(text(row, 'waits_for'))
  return {
    run: text(row, 'run'),
    state: text(row, 'state'),
    waitsFor: Array.isArray(waits) ? waits.map(String) : [],
  }
}
