// SPDX-License-Identifier: EUPL-1.2

interface Told {
  readonly reason: string
  readonly by: string
}

/** Who ordered a stop and why, from its sealed field; both are empty once that was erased. */
export function toldOf(value: unknown): Told {
  if (typeof value !== 'object' || value === null || !('reason' in value) || !('by' in value)) return nobody
  const { reason, by } = value
  return typeof reason === 'string' && typeof by === 'string' ? { reason, by } : nobody
}

const nobody: Told = { reason: '', by: '' }
