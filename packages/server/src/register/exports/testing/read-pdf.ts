// SPDX-License-Identifier: EUPL-1.2
// Reads back just enough of pdfkit's output to see that the file is whole and what it says. It is no PDF reader.
import assert from 'node:assert/strict'
import { inflateSync } from 'node:zlib'

interface ReadPdf {
  /** The file without its streams. */
  readonly source: string
  /** Its XML metadata. */
  readonly metadata: string
  readonly pages: number
  /** Every text that is shown, in order, separated by spaces. */
  readonly text: string
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const whole = Buffer.from(bytes).toString('latin1')
  const at = Number(/startxref\n(\d+)\n%%EOF\n?$/.exec(whole)?.[1])
  assert.ok(whole.startsWith('xref\n', at), 'the file ends with where its table of objects stands')
  const entries = whole.slice(at).match(/^\d{10} \d{5} n/gm) ?? []
  for (const entry of entries)
    assert.match(whole.slice(Number(entry.slice(0, 10)), Number(entry.slice(0, 10)) + 20), /^\d+ 0 obj/)
  const streams = [...whole.matchAll(/\/Length (\d+)[\s\S]*?stream\n/g)].map(({ index, 0: head, 1: length }) => {
    const start = index + head.length
    return Buffer.from(whole.slice(start, start + Number(length)), 'latin1')
  })
  const metadata = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(Buffer.from(bytes).toString('utf8'))?.[0] ?? ''
  const source = whole.replaceAll(/stream\n[\s\S]*?\nendstream/g, '')
  const pages = Number(/\/Type \/Pages\n\/Count (\d+)/.exec(whole)?.[1])
  return { source, metadata, pages, text: streams.map(textIn).join(' ').replaceAll(/\s+/g, ' ') }
}

/** pdfkit shows text as `[<hex> kern <hex>] TJ`, in Windows-1252. */
function textIn(stream: Buffer): string {
  let content: string
  try {
    content = inflateSync(stream).toString('latin1')
  } catch {
    return ''
  }
  const decoder = new TextDecoder('windows-1252')
  const shown = [...content.matchAll(/\[([^\]]*)\] TJ/g)].map(({ 1: parts = '' }) => {
    const hex = [...parts.matchAll(/<([0-9a-f]*)>/g)].map((part) => part[1]).join('')
    return decoder.decode(Buffer.from(hex, 'hex'))
  })
  return shown.join(' ')
}
