// SPDX-License-Identifier: EUPL-1.2
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** react-aria carries its few own words in some thirty languages; the Desk speaks two. */
const onlyOurLanguages: Plugin = {
  name: 'only-our-languages',
  enforce: 'pre',
  load(id) {
    const found = /\/react-(?:aria|aria-components|stately)\/dist\/.*\/intl\/(?:.*\/)?([a-z]{2})-[A-Z]{2}\.mjs$/.exec(
      id,
    )
    return found === null || found[1] === 'nl' || found[1] === 'en' ? null : 'export default {}'
  },
}

export default defineConfig({
  plugins: [onlyOurLanguages, react()],
  build: {
    target: 'es2023',
    // A data: URL is refused by `default-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
})
