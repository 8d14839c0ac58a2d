// SPDX-License-Identifier: EUPL-1.2
import { passesElevenTest, passesIbanCheck } from './checksums.ts'
import type { Finding } from './kinds.ts'

const BSN = /(?<![\d.,])\d(?:[ .-]?\d){7,8}(?!\d|[.,]\d)/g
const IBAN = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}/g
const EMAIL = /[A-Za-z0-9._+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}/g

/** Every finding in a text, sorted by start. */
export function inspect(text: string): Finding[] {
  const findings: Finding[] = []
  for (const match of text.matchAll(IBAN)) {
    const plain = match[0].replace(/[ .-]/g, '').toUpperCase()
    if (passesIbanCheck(plain))
      findings.push({ kind: 'iban', start: match.index, end: match.index + match[0].length, confidence: 0.99 })
  }
  for (const match of text.matchAll(BSN)) {
    const plain = match[0].replace(/[ .-]/g, '')
    const start = match.index
    const end = start + match[0].length
    if (findings.some((other) => other.kind === 'iban' && other.start < end && start < other.end)) continue
    const context = /bsn|burgerservice|sofi|citizen service/i.test(text.slice(Math.max(0, start - 48), start))
    if (passesElevenTest(plain.padStart(9, '0')) && (context || plain.length === 9)) {
      findings.push({ kind: 'bsn', start, end, confidence: context ? 0.98 : 0.5 })
    }
  }
  for (const match of text.matchAll(EMAIL)) {
    findings.push({ kind: 'email', start: match.index, end: match.index + match[0].length, confidence: 0.98 })
  }
  return findings.sort((a, b) => a.start - b.start || a.end - b.end)
}
