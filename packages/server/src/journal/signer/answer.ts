// SPDX-License-Identifier: EUPL-1.2
import { LogError, parseCheckpoint } from '@sluis/log'
import type { LogKey } from '../log-key.ts'
import type { SignerMemory } from './memory.ts'
import type { SignerAnswer, SignerRefusal, SignerRequest } from './protocol.ts'

/**
 * A signer's answer. It signs only checkpoints of its own origin, never one that is smaller than the last or another of
 * the same size, and remembers before it answers. So whoever takes over the server, or puts an old backup back, can't
 * make it contradict itself. It does not check that a larger tree continues the smaller one; witnesses do.
 */
export async function answerTo(
  request: SignerRequest | undefined,
  { signer, verifierKey }: LogKey,
  memory: Pick<SignerMemory, 'last' | 'remember'>,
): Promise<SignerAnswer> {
  // Between reading the memory and writing it nothing is awaited, so no other request can come between.
  const last = memory.last()
  const refused = (code: SignerRefusal): SignerAnswer => ({ kind: 'refused', code, size: last?.size ?? 0 })
  if (request === undefined) return refused('malformed')
  if (request.ask === 'key') return { kind: 'key', verifierKey }
  const checkpoint = checkpointIn(request.text)
  if (checkpoint === undefined) return refused('malformed')
  if (checkpoint.origin !== signer.name) return refused('other-origin')
  const { size } = checkpoint
  const root = Buffer.from(checkpoint.root).toString('base64')
  if (last !== undefined && size < last.size) return refused('behind')
  if (last !== undefined && size === last.size && root !== last.root) return refused('forked')
  try {
    if (last === undefined || size > last.size) memory.remember({ size, root })
  } catch {
    return refused('unwritable')
  }
  return { kind: 'signature', signature: await signer.sign(request.text) }
}

function checkpointIn(text: Uint8Array): ReturnType<typeof parseCheckpoint> | undefined {
  try {
    return parseCheckpoint(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text))
  } catch (error) {
    if (error instanceof LogError || error instanceof TypeError) return undefined
    throw error
  }
}
