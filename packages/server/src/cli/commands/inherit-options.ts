// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'

/**
 * commander gives an option that both commands have to the outer one, wherever it stands: this passes it to the inner
 * one.
 */
export function passOptionsOn(outer: Command): Command {
  return outer.hook('preAction', (_, inner) => {
    if (inner === outer) return
    for (const name of inner.options.map((option) => option.attributeName())) {
      if (outer.getOptionValueSource(name) === 'cli') inner.setOptionValue(name, outer.getOptionValue(name))
    }
  })
}
