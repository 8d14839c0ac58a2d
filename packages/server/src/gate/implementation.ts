// SPDX-License-Identifier: EUPL-1.2
import manifest from '../../package.json' with { type: 'json' }

/** Who the gate says it is, to MCP's clients and to tool servers. */
export const implementation = { name: 'sluis', version: manifest.version }
