// SPDX-License-Identifier: EUPL-1.2
// Verifier keys and tile paths, good and bad, and why the package may refuse what Go takes.
import { createHash } from 'node:crypto'
import { formatVerifierKey, keyTypes, type Tile, tilePath } from '../../../packages/log/src/index.ts'
import { smallOrderPoints } from '../../../packages/log/src/test/ed25519-cases.ts'
import { testKey, toBase64, utf8 } from '../../../packages/log/src/test/keys.ts'
import { mutate, type Random } from '../../../packages/log/src/test/mutate.ts'
import { bytesOf, isStrictBase64, misspelled, names, pick } from './notes.ts'

const goodKeys = [testKey('example.com/log', 1), testKey('witness.example/w1', 4, keyTypes.cosignature)].map(
  ({ key }) => formatVerifierKey(key),
)

function withId(name: string, key: Uint8Array): string {
  const id = createHash('sha256').update(`${name}\n`).update(key).digest('hex').slice(0, 8)
  return `${name}+${id}+${toBase64(key)}`
}

/** A verifier key of which some part may be wrong, its id right or not. */
export function makeKey(random: Random): string {
  const good = goodKeys[random(goodKeys.length)] ?? ''
  const [name = '', id = '', encoded = ''] = good.split('+', 3)
  const crafted = (): string => {
    const point = pick(
      [bytesOf(32, random), bytesOf(random(40), random), ...smallOrderPoints.map((hex) => Buffer.from(hex, 'hex'))],
      random,
    )
    return withId(
      random(2) === 0 ? name : pick(names, random),
      Uint8Array.of(pick([1, 1, 1, 2, 4, 6, 255], random), ...point),
    )
  }
  const changed = [
    () => good,
    crafted,
    crafted,
    crafted,
    () => `${name}+${id.toUpperCase()}+${encoded}`,
    () => `${name}+${id}+${misspelled(encoded, random)}`,
    () => `${good}\n`,
    () => Buffer.from(mutate(utf8(good), random)).toString('utf8'),
  ] as const
  return pick(changed, random)()
}

/** The clauses of the package's README ("Limits") by which it refuses this key where Go may take it. */
export function strictnessOfKey(text: string): readonly string[] {
  const [name = '', id = '', encoded = ''] = text.split('+')
  const [, ...point] = Buffer.from(encoded, 'base64')
  return [
    ...(/^[!-~]{1,255}$/.test(name) ? [] : ['names are printable ASCII']),
    ...(/^[0-9a-f]{8}$/.test(id) ? [] : ['key ids are in lower case']),
    ...(isStrictBase64(text.slice(name.length + id.length + 2)) ? [] : ['base64 has one form']),
    ...(smallOrderPoints.includes(Buffer.from(point).toString('hex')) ? ['no point of small order'] : []),
  ]
}

/** The path of a tile of any level, index and width; every other one with a change. */
export function makePath(random: Random): string {
  const index = random(2) === 0 ? random(2000) : random(2 ** 31) * 2 ** random(23)
  const tile: Tile = { level: random(4) === 0 ? 'entries' : random(64), index, width: 1 + random(256) }
  const path = tilePath(tile)
  const changed = [
    () => path,
    () => path,
    () => Buffer.from(mutate(utf8(path), random)).toString('utf8'),
    () =>
      path.replace(/[0-9]+$/, (digits) =>
        String(pick([0, 255, 256, 257, `0${digits}`, `-${digits}`, `+${digits}`], random)),
      ),
    () => path.replace(/^tile\/[0-9]+/, `tile/${pick([0, 63, 64, 100, '00', '-1', '+1'], random)}`),
    () => path.replace(/x[0-9]{3}/, pick(['x000', 'x1', '001', 'x0001', 'y001', ''], random)),
    () => path.replace(/\/(x[0-9]{3}\/)*(?=[0-9]{3})/, `/x00${random(10)}/x999/x999/x999/x999/`),
  ] as const
  return pick(changed, random)()
}

/** As Go writes it: with the height of its tiles, and `data` for the entries. */
export const pathInGo = (path: string): string =>
  path.replace(
    /^tile\/(entries\/|data\/)?/,
    (_, kind) => `tile/8/${kind === 'entries/' ? 'data/' : kind === 'data/' ? 'entries/' : ''}`,
  )

/** The clauses of tlog-tiles, and of the package's README, by which it refuses this path where Go may take it. */
export function strictnessOfPath(path: string): readonly string[] {
  const [, level, groups = ''] = /^tile\/([^/]+)\/(.*?)(?:\.p\/.*)?$/.exec(path) ?? []
  return [
    ...(Number(level) > 63 ? ['levels end at 63'] : []),
    ...(BigInt(groups.replaceAll(/[^0-9]/g, '') || 0) > BigInt(Number.MAX_SAFE_INTEGER)
      ? ['numbers end at 2^53-1']
      : []),
  ]
}
