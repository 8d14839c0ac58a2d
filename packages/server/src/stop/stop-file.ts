// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { makeDurably } from '../journal/index.ts'
import { isScope, type StopOrder } from './order.ts'

/** Room for about sixty orders. The file is filled in advance, so that pressing the stop needs no free disk. */
const fileBytes = 16_384

/**
 * Stop orders that the log does not hold yet, in a file that exists at full size before anything else starts and is only
 * overwritten in place. When the disk is full, this is how a stop survives a restart (P4).
 */
export class StopFile {
  readonly #descriptor: number
  #isClosed = false

  constructor(file: string) {
    this.#descriptor = openOrFill(file)
  }

  read(): readonly StopOrder[] {
    const bytes = Buffer.alloc(fileBytes)
    readSync(this.#descriptor, bytes, 0, fileBytes, 0)
    const text = bytes.toString('utf8').trimEnd()
    const orders: unknown = text === '' ? [] : parse(text)
    // An unreadable file shows that somebody pressed the stop, but not for whom: everything stays shut (P10).
    return Array.isArray(orders) && orders.every(isOrder) ? orders : [{ ...unreadable, id: idOfUnreadable() }]
  }

  /**
   * Durable when it returns. Orders beyond the file's size are cut off; the file then reads as a stop of everything.
   */
  write(orders: readonly StopOrder[]): void {
    // An order may still be on its way to the log, while the descriptor may already belong to another file.
    if (this.#isClosed) throw new Error('the file of stop orders is closed')
    const bytes = Buffer.alloc(fileBytes, ' ')
    Buffer.from(JSON.stringify(orders)).copy(bytes)
    writeSync(this.#descriptor, bytes, 0, fileBytes, 0)
    fsyncSync(this.#descriptor)
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  close(): void {
    this.#isClosed = true
    closeSync(this.#descriptor)
  }
}

const unreadable = {
  scope: 'all',
  by: '',
  reason: 'the file of stop orders can not be read',
  orderedAt: 0,
} as const

/** A new id each time: an earlier such order that was lifted must not pass for this one. */
function idOfUnreadable(): string {
  return `stop-unreadable-${randomBytes(5).toString('hex')}`
}

/** A file that a first start left half would read as a stop of everything. */
function openOrFill(file: string): number {
  if (!existsSync(file)) makeDurably(file, Buffer.alloc(fileBytes, ' '))
  return openSync(file, 'r+')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isOrder(value: unknown): value is StopOrder {
  if (typeof value !== 'object' || value === null) return false
  const order: Partial<Record<keyof StopOrder, unknown>> = value
  return (
    typeof order.id === 'string' &&
    isScope(order.scope) &&
    typeof order.by === 'string' &&
    typeof order.reason === 'string' &&
    Number.isSafeInteger(order.orderedAt) &&
    (order.scope === 'all' || typeof order.target === 'string')
  )
}
