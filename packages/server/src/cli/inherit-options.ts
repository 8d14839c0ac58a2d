// SPDX-License-Identifier: EUPL-1.2
import type { Command } from 'commander'

/**
 * A command that has options and subcommands takes options of the same name for its own, wherever they stand in the
 * line. Whoever wrote `sluis systems impact --json` meant the subcommand, so it gets them.
 */
export function passOptionsOn(parent: Command): Command {
  return parent.hook('preAction', (_, acting) => {
    if (acting === parent) return
    for (const [name, value] of Object.entries(parent.opts())) {
      if (parent.getOptionValueSource(name) === 'cli') acting.setOptionValueWithSource(name, value, 'cli')
    }
  })
}
