// SPDX-License-Identifier: EUPL-1.2
// The messages between Sluis and a signer in a process of its own: one line each way over a Unix socket, which is then
// closed. docs/reference/signer.md says the same for authors of another signer.

/** A checkpoint's text has three short lines; no honest line here comes near this. */
export const maxLineBytes = 4096

export type SignerRequest = { readonly ask: 'key' } | { readonly ask: 'sign'; readonly text: Uint8Array }

/** Why a signer says no; docs/reference/signer.md says what each means. */
export type SignerRefusal = 'malformed' | 'other-origin' | 'behind' | 'forked' | 'unwritable'

export type SignerAnswer =
  | { readonly kind: 'key'; readonly verifierKey: string }
  | { readonly kind: 'signature'; readonly signature: Uint8Array }
  /** `size` is the largest tree that the signer signed. */
  | { readonly kind: 'refused'; readonly code: SignerRefusal; readonly size: number }

const greeting = 'sluis-signer/1'

export function formatRequest(request: SignerRequest): string {
  return request.ask === 'key' ? `${greeting} key\n` : `${greeting} sign ${encode(request.text)}\n`
}

/** Undefined if it is no request. */
export function parseRequest(line: string): SignerRequest | undefined {
  const [word, ask, encoded, ...rest] = line.split(' ')
  if (word !== greeting || rest.length > 0) return undefined
  if (ask === 'key') return encoded === undefined ? { ask } : undefined
  const text = ask === 'sign' ? decode(encoded) : undefined
  return text === undefined ? undefined : { ask: 'sign', text }
}

export function formatAnswer(answer: SignerAnswer): string {
  switch (answer.kind) {
    case 'key':
      return `key ${answer.verifierKey}\n`
    case 'signature':
      return `signature ${encode(answer.signature)}\n`
    case 'refused':
      return `refused ${answer.code} ${answer.size}\n`
  }
}

export function parseAnswer(line: string): SignerAnswer | undefined {
  const [kind, first = '', second = '', ...rest] = line.split(' ')
  if (kind === 'key' && second === '') return { kind, verifierKey: first }
  if (kind === 'signature' && second === '') {
    const signature = decode(first)
    return signature === undefined ? undefined : { kind, signature }
  }
  if (kind !== 'refused' || rest.length > 0 || !isRefusal(first) || !/^(0|[1-9]\d{0,15})$/.test(second))
    return undefined
  return { kind, code: first, size: Number(second) }
}

const refusals: Readonly<Record<SignerRefusal, true>> = {
  malformed: true,
  'other-origin': true,
  behind: true,
  forked: true,
  unwritable: true,
}

function isRefusal(code: string): code is SignerRefusal {
  return Object.hasOwn(refusals, code)
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function decode(text: string | undefined): Uint8Array | undefined {
  const bytes = Buffer.from(text ?? '', 'base64')
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined
}
