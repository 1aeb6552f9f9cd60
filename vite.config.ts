import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

/** Requests go by XMLHttpRequest; axios's other adapter would only add weight to the first screen. */
const withoutFetchAdapter: Plugin = {
  name: 'without-fetch-adapter',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id === './fetch.js' && importer?.includes('/axios/lib/adapters/') ? '\0no-fetch-adapter' : null,
  load: (id) => (id === '\0no-fetch-adapter' ? 'export const getFetch = () => null' : null),
}

/**
 * The builds, chosen by mode: `app` (the pages), `window` and `bridge` (the simulator's page and script) and `server`
 * (the `zhike` command). `src/build/build.mjs` runs them in turn.
 */
export default defineConfig(({ mode }) => {
  if (mode === 'server') {
    return {
      publicDir: false,
      build: {
        ssr: 'src/server/cli.ts',
        outDir: 'dist/server',
        target: 'node20',
        sourcemap: true,
        rolldownOptions: { output: { entryFileNames: 'cli.js' } },
      },
    }
  }
  if (mode === 'bridge') {
    return {
      publicDir: false,
      build: {
        outDir: 'dist/simulator',
        emptyOutDir: false,
        target: 'chrome105',
        lib: {
          entry: 'src/simulator/window/bridge/install.ts',
          name: 'zhikeBridge',
          formats: ['iife'],
          fileName: () => 'bridge.js',
        },
      },
    }
  }
  if (mode === 'window') {
    return {
      base: '/simulator/',
      publicDir: false,
      plugins: [vue({ features: { optionsAPI: false } })],
      build: {
        outDir: 'dist/simulator',
        target: 'chrome105',
        rolldownOptions: { input: 'src/simulator/window/simulator.html' },
      },
    }
  }
  return {
    plugins: [vue({ features: { optionsAPI: false } }), withoutFetchAdapter],
    build: {
      outDir: 'dist/app',
      target: 'chrome105',
      manifest: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ['index.html', 'src/app/claim/claim.html', 'src/app/quiz/quiz.html'],
      },
    },
  }
})
