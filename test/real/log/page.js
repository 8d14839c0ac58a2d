// SPDX-License-Identifier: EUPL-1.2
// Runs in the browser: the published package on files that the test serves, changed as the test says.
import { verifyEd25519 } from '/lib/ed25519.js'
import { LogError, parseVerifierKey, trustKey, verifyLog } from '/lib/index.js'

const original = new Map()
let policy

globalThis.openLog = async (paths, verifierKey) => {
  original.clear()
  policy = trustKey(parseVerifierKey(verifierKey))
  for (const path of paths) {
    const response = await fetch(`/log/${path}`)
    original.set(path, new Uint8Array(await response.arrayBuffer()))
  }
}

globalThis.verify = async (changes, against) => {
  const files = new Map(original)
  for (const [path, bytes] of changes) {
    if (bytes === null) files.delete(path)
    else files.set(path, Uint8Array.fromBase64(bytes))
  }
  const read = (path, maxLength) => {
    const bytes = files.get(path)
    if (bytes === undefined) throw new LogError('not-found', path)
    if (bytes.length > maxLength) throw new LogError('too-large', path)
    return bytes
  }
  const evidence = against.map(([name, bytes]) => ({ name, bytes: Uint8Array.fromBase64(bytes) }))
  try {
    const { kind } = await verifyLog({ read, list: () => files.keys() }, { policy, against: evidence })
    return kind
  } catch (error) {
    // What is given beside the log and can't be used is refused by a throw.
    if (error instanceof LogError) return 'refused'
    throw error
  }
}

globalThis.judge = ({ publicKey, message, signature }) =>
  verifyEd25519(Uint8Array.fromHex(publicKey), Uint8Array.fromHex(message), Uint8Array.fromHex(signature))

globalThis.isReady = true
