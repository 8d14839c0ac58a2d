// SPDX-License-Identifier: EUPL-1.2

/** What a module of Node exports under that name; undefined where this does not run in Node. */
export function findNative(module: string, name: string): unknown {
  const host: unknown = Reflect.get(globalThis, 'process')
  if (typeof host !== 'object' || host === null || !('getBuiltinModule' in host)) return undefined
  if (typeof host.getBuiltinModule !== 'function') return undefined
  const found: unknown = host.getBuiltinModule(module)
  return typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined
}
