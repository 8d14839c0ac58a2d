// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'

/** commander gives an option that both have to the outer command, wherever it stands: hand it on to the inner one. */
export function passOptionsOn(outer: Command): Command {
  return outer.hook('preAction', (_, inner) => {
    if (inner === outer) return
    for (const name of inner.options.map((option) => option.attributeName())) {
      if (outer.getOptionValueSource(name) === 'cli') inner.setOptionValue(name, outer.getOptionValue(name))
    }
  })
}
