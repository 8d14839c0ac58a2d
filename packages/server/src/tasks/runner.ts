// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as delay } from 'node:timers/promises'
import type { ModelMessage } from 'ai'
import { type Entry, integer, JournalError } from '../journal/index.ts'
import { dayIn, type Task } from '../organisation/index.ts'
import { GateClient } from './gate-client.ts'
import { runStep } from './run-step.ts'
import type { TasksParts } from './tasks.ts'

const keyLifetimeMs = 7 * 86_400_000
const retryMs = 2000

/**
 * Carries one run to its end. All that it must remember is in the log: the messages after each step, and the gate's
 * answers under each call's key. So when a process is killed, another continues from the last step.
 */
export class Runner {
  readonly #parts: TasksParts
  readonly #run: string
  readonly #task: Task
  readonly #ending = new AbortController()
  /** Which tool call waits for which case. */
  readonly #openCases = new Map<string, string>()
  readonly #answers = new Map<string, string>()
  readonly #waking = new Set<() => void>()
  #lifts = 0

  constructor(parts: TasksParts, run: string, task: Task) {
    this.#parts = parts
    this.#run = run
    this.#task = task
  }

  /** Resolves when the run has finished, or when the process closes. */
  async work(): Promise<void> {
    const { identity, journal, gateUrl, now } = this.#parts
    const { agent, model } = this.#task
    await using open = new AsyncDisposableStack()
    const expiresAtMs = now() + keyLifetimeMs
    const { id, key } = await identity.issue({ kind: 'run', principal: agent, run: this.#run, expiresAtMs })
    open.defer(async () => void (await identity.revoke(id)))
    // Listens before the first call, so that no verdict is missed.
    open.defer(journal.onEntry(({ entry }) => this.#hear(entry)))
    const gate = open.adopt(await GateClient.connect(gateUrl, key, model), (client) => client.close())
    await this.#steps(gate)
  }

  close(): void {
    this.#ending.abort()
  }

  async #steps(gate: GateClient): Promise<void> {
    let { step, messages } = await this.#restore()
    while (step < this.#task.maxSteps && !this.#ending.signal.aborted) {
      const number = step + 1
      const { signal } = this.#ending
      const liftsBefore = this.#lifts
      const end = await runStep({
        gate,
        task: this.#task,
        number,
        messages,
        signal,
        openCases: this.#openCases,
        answers: this.#answers,
      })
      if (signal.aborted) return
      switch (end.kind) {
        case 'stepped':
          messages = end.messages
          this.#answers.clear()
          step = number
          await this.#record('task.step', { step }, messages)
          break
        case 'finished':
          await this.#record('task.step', { step: number }, end.messages)
          return await this.#record('task.finished', { state: 'done' })
        case 'held':
          await this.#park(end.cases)
          break
        case 'stopped':
          await this.#parkStopped(liftsBefore)
          break
        case 'closed':
          await delay(retryMs, undefined, { signal: this.#ending.signal }).catch(() => undefined)
          break
        case 'failed':
          return await this.#record('task.finished', { state: 'failed' }, [], end.reason)
      }
    }
    if (!this.#ending.signal.aborted) {
      await this.#record('task.finished', { state: 'failed' }, [], `not done after ${this.#task.maxSteps} steps`)
    }
  }

  /** Waits until one of the cases is decided: an approved call goes ahead while the others wait. */
  async #park(cases: readonly string[]): Promise<void> {
    const allWait = async (): Promise<boolean> => {
      await this.#dropDecided()
      return cases.every((id) => [...this.#openCases.values()].includes(id))
    }
    if (!(await allWait())) return
    await this.#record('task.parked', { waitsFor: cases })
    await this.#until(async () => !(await allWait()))
    if (!this.#ending.signal.aborted) await this.#record('task.resumed', {})
  }

  async #parkStopped(liftsBefore: number): Promise<void> {
    if (this.#lifts > liftsBefore) return
    await this.#record('task.parked', { waitsFor: ['stop'] })
    await this.#until(async () => this.#lifts > liftsBefore)
    if (!this.#ending.signal.aborted) await this.#record('task.resumed', {})
  }

  #hear({ kind, data }: Entry): void {
    const isEdit = kind === 'call.held' && data.edits !== undefined
    if (kind === 'stop.lifted') this.#lifts++
    else if (kind !== 'case.verdict' && kind !== 'case.expired' && !isEdit) return
    for (const wake of this.#waking) wake()
  }

  /**
   * Drops cases that no longer wait. Reads their state from the log instead of tracking what was heard: when a person
   * edits a case, their verdict on its successor may be heard before the gate has told this run of that case.
   */
  async #dropDecided(): Promise<void> {
    for (const [toolCallId, id] of this.#openCases) {
      const [row] = await this.#parts.journal.query('SELECT state FROM cases WHERE id = $1', id)
      if (row?.state !== 'open') this.#openCases.delete(toolCallId)
    }
  }

  async #until(isReached: () => Promise<boolean>): Promise<void> {
    const { signal } = this.#ending
    for (let reached = false; !reached && !signal.aborted; ) {
      const { promise, resolve } = Promise.withResolvers<void>()
      // Registered before it looks, so that whatever happens while it looks wakes it too.
      const wake = (): void => resolve()
      this.#waking.add(wake)
      signal.addEventListener('abort', wake, { once: true })
      try {
        reached = await isReached()
        if (!reached) await promise
      } finally {
        this.#waking.delete(wake)
        signal.removeEventListener('abort', wake)
      }
    }
  }

  async #restore(): Promise<{ step: number; messages: readonly ModelMessage[] }> {
    const [row] = await this.#parts.journal.query(
      'SELECT step, step_entry FROM task_runs WHERE run = $1 AND step_entry IS NOT NULL',
      this.#run,
    )
    if (row === undefined) return { step: 0, messages: [{ role: 'user', content: this.#assignment() }] }
    const kept = await this.#parts.journal.disclose(integer(row, 'step_entry'), 'messages')
    if (kept === undefined) throw new Error(`what the run ${this.#run} had read was erased; start a new one`)
    // Safe: this class wrote them from the SDK's messages and sealed them.
    return { step: integer(row, 'step'), messages: kept.parts as unknown as readonly ModelMessage[] }
  }

  /** What is overdue depends on the day, and a model has no calendar, so it is told the day. */
  #assignment(): string {
    const { timezone } = this.#parts.organisation().settings
    return `${this.#task.prompt}\n\nToday is ${dayIn(timezone, this.#parts.now())}.`
  }

  async #record(
    kind: string,
    data: Readonly<Record<string, string | number | readonly string[]>>,
    messages: readonly ModelMessage[] = [],
    reason?: string,
  ): Promise<void> {
    const subject = `run:${this.#run}`
    const parts = JSON.parse(JSON.stringify(messages))
    const told = reason === undefined ? [] : [{ name: 'reason', value: reason, subject }]
    const kept = messages.length === 0 ? [] : [{ name: 'messages', value: null, subject, parts }]
    const process = this.#parts.journal.sharedAs
    const draft = { kind, data: { run: this.#run, process, ...data }, private: [...kept, ...told] }
    while (!this.#ending.signal.aborted) {
      try {
        await this.#parts.journal.append(draft)
        return
      } catch (error) {
        // A full disk only pauses the run: it goes on when there is room again.
        if (!(error instanceof JournalError && error.code === 'unwritable')) throw error
        await delay(retryMs, undefined, { signal: this.#ending.signal }).catch(() => undefined)
      }
    }
  }
}
