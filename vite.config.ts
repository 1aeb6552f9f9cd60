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

/** What every lazy part shares stands in one chunk: without it each shared module gets one of its own. */
const shell =
  /rolldown[\\/]runtime|src\/app\/stores|src\/app\/sending\/live|node_modules\/(axios|pinia|vue-demi|@vue)/

/** The shell is asked for beside the entry that needs it, not after it; lazy parts need no such list. */
const preloadShell: Plugin = {
  name: 'preload-shell',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { chunk }) =>
      (chunk?.imports ?? []).map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
        injectTo: 'head',
      })),
  },
}

/**
 * The builds, chosen by mode: `app` (the pages), `console` (beside them, so that its library adds nothing to theirs), `window` and `bridge` (the simulator's page and script) and `server`
 * (the `zhike` command). `src/build/build.mjs` runs them in turn.
 */
export default defineConfig(({ mode }) => {
  if (mode === 'server') {
    return {
      publicDir: false,
      build: {
        ssr: true,
        outDir: 'dist/server',
        target: 'node20',
        sourcemap: true,
        rolldownOptions: {
          input: { cli: 'src/server/cli.ts', checkpoints: 'src/server/db/checkpoints/worker.ts' },
          output: { entryFileNames: '[name].js' },
        },
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
  if (mode === 'console') {
    return {
      publicDir: false,
      plugins: [vue({ features: { optionsAPI: false } }), withoutFetchAdapter],
      build: {
        outDir: 'dist/app',
        emptyOutDir: false,
        target: 'chrome105',
        modulePreload: false,
        rolldownOptions: { input: 'src/app/console/console.html' },
      },
    }
  }
  return {
    plugins: [vue({ features: { optionsAPI: false } }), withoutFetchAdapter, preloadShell],
    build: {
      outDir: 'dist/app',
      target: 'chrome105',
      manifest: true,
      modulePreload: false,
      rolldownOptions: {
        input: ['index.html', 'src/app/claim/claim.html', 'src/app/quiz/quiz.html'],
        output: { codeSplitting: { groups: [{ name: 'shell', test: shell }] } },
      },
    },
  }
})
