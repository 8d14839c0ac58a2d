// SPDX-License-Identifier: EUPL-1.2
import type { Disk, Fate } from './disk.ts'
import { everything } from './disk.ts'
import { type Random, randomOf } from './random.ts'

export const fateKinds = ['kept', 'lost', 'cut', 'reordered', 'torn', 'grown'] as const
export type FateKind = (typeof fateKinds)[number]

/** What becomes of that which no sync covers. */
export const fates: Readonly<Record<FateKind, string>> = {
  /** The process died and the machine did not. */
  kept: 'all of it is there',
  /** The power went and nothing was on its way. */
  lost: 'none of it is there',
  /** The disk wrote in order, and stopped within a write. */
  cut: 'in order up to a sector',
  /** The disk wrote in any order. */
  reordered: 'some writes, in any order',
  /** And stopped within any of them. */
  torn: 'some sectors of some writes',
  /** A file was given its length before its content: old bytes of someone else stand in it. */
  grown: 'torn, with rubbish where the file grew',
}

const nothing: Fate = {
  keepsName: () => false,
  keepsTruncation: () => false,
  keepsSector: () => false,
  filler: () => undefined,
}

export function fateOf(kind: FateKind, disk: Disk, random: Random): Fate {
  switch (kind) {
    case 'kept':
      return everything
    case 'lost':
      return nothing
    case 'cut':
      return cut(disk, random)
    case 'reordered': {
      // One share for the whole state: with a coin for each of a hundred writes, all or none would never come.
      const keeps = coins(random(), random)
      return { keepsName: keeps, keepsTruncation: keeps, keepsSector: keeps, filler: () => undefined }
    }
    case 'torn':
    case 'grown': {
      const share = random()
      const keeps = coins(share, random)
      return {
        keepsName: keeps,
        keepsTruncation: keeps,
        // Nine writes in ten are whole or absent; the tenth is torn, or there would be no state with only one tear.
        keepsSector: tears(coins(share, random), random),
        filler: (length) => (kind === 'grown' ? rubbish(length, random) : undefined),
      }
    }
  }
}

function cut(disk: Disk, random: Random): Fate {
  const orders = disk.unsynced()
  const last = orders[Math.floor(random() * orders.length)] ?? 0
  const sectors = Math.floor(random() * 9)
  let written = 0
  const keeps = (order: number): boolean => order < last
  return {
    keepsName: keeps,
    keepsTruncation: keeps,
    keepsSector: (order) => order < last || (order === last && written++ < sectors),
    filler: () => undefined,
  }
}

/** One coin per change, however often it is asked after. */
function coins(share: number, random: Random): (order: number) => boolean {
  const fallen = new Map<number, boolean>()
  return (order) => {
    const known = fallen.get(order)
    if (known !== undefined) return known
    const keeps = random() < share
    fallen.set(order, keeps)
    return keeps
  }
}

function tears(keeps: (order: number) => boolean, random: Random): (order: number) => boolean {
  const torn = coins(0.1, random)
  return (order) => (torn(order) ? random() < 0.5 : keeps(order))
}

const someBytes = Buffer.from(
  Array.from(
    { length: 65_536 },
    (
      (random) => () =>
        random() * 256
    )(randomOf(1)),
  ),
)

/** Bytes that mean nothing; `length` is at most a few pages. */
export function rubbish(length: number, random: Random): Buffer {
  const from = Math.floor(random() * (someBytes.length - length))
  return someBytes.subarray(from, from + length)
}
