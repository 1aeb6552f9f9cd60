import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/**
 * Three builds, chosen by mode: `app` (the pages), `bridge` (the simulator's classic script) and `server`
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
  return {
    plugins: [vue()],
    build: {
      outDir: 'dist/app',
      target: 'chrome105',
      manifest: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ['index.html', 'src/app/claim/claim.html', 'src/simulator/window/simulator.html'],
      },
    },
  }
})
