// SPDX-License-Identifier: EUPL-1.2
// Two processes that share a PostgreSQL, and a signer that each of them reaches in its own way, which can be cut.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningSigner, serveSigner } from '../../packages/server/src/journal/index.ts'
import { startPostgres, type TestPostgres } from '../../packages/server/src/journal/testing/postgres.ts'
import { startSignerWire } from '../../packages/server/src/journal/testing/signer-wire.ts'
import { openSharedHouse, type SharedHouse, type SharedProcess } from './shared-house.ts'

type SignerWire = Awaited<ReturnType<typeof startSignerWire>>

export interface SignedHouse extends AsyncDisposable {
  readonly postgres: TestPostgres
  readonly signer: RunningSigner
  readonly house: SharedHouse
  readonly one: SharedProcess
  readonly other: SharedProcess
  /** The first process's. */
  readonly wire: SignerWire
}

export async function openSignedHouse(): Promise<SignedHouse> {
  await using opening = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'sluis-signed-'))
  opening.defer(() => rmSync(folder, { recursive: true }))
  const postgres = await startPostgres()
  assert.ok(postgres)
  opening.defer(() => postgres.stop())
  const socket = join(folder, 'signer')
  const signer = await serveSigner({ keyFile: join(folder, 'key'), socket, origin: 'verhage.sluis.invalid/log' })
  opening.defer(() => signer.close())
  const wire = opening.use(await startSignerWire(socket, join(folder, 'wire')))
  const otherWire = opening.use(await startSignerWire(socket, join(folder, 'other-wire')))
  const house = opening.use(await openSharedHouse(postgres, 2, { signers: [wire.socket, otherWire.socket] }))
  const [one, other] = house.processes
  assert.ok(one && other)
  const all = opening.move()
  return { postgres, signer, house, one, other, wire, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
