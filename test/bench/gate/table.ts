// SPDX-License-Identifier: EUPL-1.2
import type { Measured } from './measure.ts'
import type { Shares } from './profile.ts'

interface GateFigures {
  readonly targets: Readonly<Record<string, Measured>>
  readonly ratios: {
    readonly jsonVsBare: number
    readonly sseVsBare: number
    readonly jsonVsPeer?: number
    readonly sseVsPeer?: number
  }
  readonly added: { readonly p50Ms: number; readonly durableAppendMs: number }
  readonly flat: { readonly policies500: number; readonly entriesMillion?: number }
  readonly profile: { readonly serving: Shares; readonly sequencer: Shares }
}

/** Figures with the limit beside each. */
export function table({ targets, ratios, added, flat, profile }: GateFigures): string {
  const most = 2 * added.durableAppendMs + 1
  return [
    ...Object.entries(targets).map(([name, { jsonPerSecond, ssePerSecond, p50Ms, jsonCpuUs, sseCpuUs }]) =>
      line(
        name,
        `${jsonPerSecond} answers/s`,
        `${ssePerSecond} streams/s`,
        `${p50Ms} ms alone`,
        `${jsonCpuUs} and ${sseCpuUs} µs of processor each`,
      ),
    ),
    '',
    line('JSON × bare', ratios.jsonVsBare, 'at least 0.3', 'aim 0.6'),
    line('streams × bare', ratios.sseVsBare, 'at least 0.7', 'aim 0.9'),
    line('JSON × peer', ratios.jsonVsPeer ?? 'no peer', 'at least 4', 'aim 10'),
    line('streams × peer', ratios.sseVsPeer ?? 'no peer', 'at least 2.5', 'aim 10'),
    line('added, alone', `${added.p50Ms} ms`, `at most ${most.toFixed(2)} ms`, 'two durable appends and 1 ms'),
    line('500 policies × 1', flat.policies500, 'at most 1.5'),
    line('10⁶ entries × 10³', flat.entriesMillion ?? 'with --large', 'at most 1.1'),
    '',
    ...Object.entries(profile).flatMap(([thread, shares]) => [
      `${thread}:`,
      ...Object.entries(shares)
        .slice(0, 15)
        .map(([part, share]) => line(`  ${part}`, `${(share * 100).toFixed(1)} %`)),
    ]),
  ].join('\n')
}

function line(...cells: readonly (string | number)[]): string {
  return cells.map((cell, at) => String(cell).padEnd(at === 0 ? 48 : 20)).join('')
}
