import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { WaitersFirst } from './tests/support/waiters-first.ts'

/** Tests of the app and of the simulator's window have a document, or put something in the place of a global. */
const withDocument = ['tests/app/**/*.test.ts', 'tests/simulator/window/**/*.test.ts']
const inBrowser = ['tests/browser/**/*.test.ts']

/** Bounds for what hangs; a busy machine is never the reason why a test fails. */
const patience = { testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 10_000 } } }
/** Many tests wait for a database or a process: one more than the cores of a small machine keeps them busy. */
const maxWorkers = 3

export default defineConfig({
  plugins: [vue()],
  test: {
    sequence: { sequencer: WaitersFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [...inBrowser, ...withDocument],
          globalSetup: ['tests/support/postgres-cluster.ts'],
          setupFiles: ['tests/support/no-leftovers.ts'],
          // The modules hold no state, so that a worker loads them once for all of its files.
          isolate: false,
          maxWorkers,
          ...patience,
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: withDocument,
          setupFiles: ['tests/support/patient-wait.ts'],
          maxWorkers,
          ...patience,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: inBrowser,
          globalSetup: ['tests/support/postgres-cluster.ts'],
          isolate: false,
          maxWorkers: 1,
          ...patience,
        },
      },
    ],
  },
})
