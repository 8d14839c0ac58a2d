// SPDX-License-Identifier: EUPL-1.2
// How the Desk asks the people's API, and hears what it refuses.
import type { Rule } from './api-cases.ts'
import type { Language } from './api-common.ts'
import { noteServerTime } from './clock.ts'

/** RFC 9457 with Sluis' own members; `detail` is in the language that was asked for. */
export interface Problem {
  readonly code: string
  readonly detail: string
  readonly rules: readonly Rule[]
  readonly fields: readonly { readonly field: string; readonly message: string }[]
  /** What is wrong in the organisation's files, in the reader's language. */
  readonly problems: readonly {
    readonly file: string
    readonly line?: number
    readonly column?: number
    readonly message: string
  }[]
}

/** What the API refused; status 0 and `unreachable` when nothing of the API answered. */
export class ApiProblem extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Partial<Problem>) {
    super(`${status} ${problem.code}`)
    this.name = 'ApiProblem'
    this.status = status
    this.problem = { code: '', detail: '', rules: [], fields: [], problems: [], ...problem }
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  try {
    return new ApiProblem(response.status, JSON.parse(await response.text()))
  } catch {
    // A page of somebody in between: its status says enough.
    return new ApiProblem(response.status, {})
  }
}

export const sessionPlace = 'sluis.session'

/** Kept where only pages of this origin reach it; cookies go to every port of the host, and none are sent here. */
const sessionHeader = (): Readonly<Record<string, string>> => ({
  'Sluis-Session': localStorage.getItem(sessionPlace) ?? '',
})

export function keepSession(session: string): void {
  localStorage.setItem(sessionPlace, session)
}

export function dropSession(): void {
  localStorage.removeItem(sessionPlace)
}

let spoken: Language = 'en'

/** From now on the API tells its refusals in this language. */
export function speak(language: Language): void {
  spoken = language
}

export const usualPatienceMs = 20_000
/** Sluis answers a stop within three, also where it can't record it; who waits for more presses again. */
export const stopPatienceMs = 8_000
/** Where Sluis itself waits for somebody outside, twice at most. */
export const outsidePatienceMs = 70_000

export async function call<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body: unknown = {},
  patienceMs = usualPatienceMs,
  key?: string,
): Promise<T> {
  const read = async (response: Response): Promise<T> => {
    const text = await response.text()
    return JSON.parse(text === '' ? 'null' : text)
  }
  return await ask(method, `/api/v1/${path}`, read, { body, patienceMs, key })
}

interface Asking {
  readonly body?: unknown
  readonly patienceMs: number
  /** One's own key, where being signed in is not enough. */
  readonly key?: string | undefined
}

export async function ask<T>(
  method: 'GET' | 'POST' | 'DELETE',
  address: string,
  read: (response: Response) => Promise<T>,
  { body, patienceMs, key }: Asking,
): Promise<T> {
  const who = key === undefined ? sessionHeader() : { Authorization: `Bearer ${key}` }
  const headers = { 'Accept-Language': spoken, 'Content-Type': 'application/json', ...who }
  // What another port of this host set, or how much, must not keep people from the stop.
  const asked: RequestInit = { method, headers, cache: 'no-store', credentials: 'omit' }
  asked.signal = AbortSignal.timeout(patienceMs)
  if (method !== 'GET') asked.body = JSON.stringify(body)
  try {
    const response = await fetch(address, asked)
    noteServerTime(response.headers.get('date'))
    if (!response.ok) throw await problemOf(response)
    return await read(response)
  } catch (error) {
    // No answer, half an answer, or one that is no JSON.
    throw error instanceof ApiProblem ? error : new ApiProblem(0, { code: 'unreachable' })
  }
}

/** A file of the API, with the name that it goes by. */
export interface Fetched {
  readonly content: Blob
  readonly name: string
}

export async function readFile(response: Response): Promise<Fetched> {
  const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? ''
  return { content: await response.blob(), name }
}
