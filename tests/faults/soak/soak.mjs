import path from 'node:path'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'

const usage = 'npm run soak [-- --minutes 10 --seed 1]'

function positive(name, text) {
  const value = Number(text)
  if (!(value > 0)) {
    console.error(`--${name}: ${text} is no number above 0; usage: ${usage}`)
    process.exit(2)
  }
  return value
}

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
})
const minutes = positive('minutes', values.minutes)
const seed = positive('seed', values.seed)
// What reads TypeScript here; nothing is served.
const reader = await createServer({
  root: path.resolve(import.meta.dirname, '../../..'),
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
})
const { soak } = await reader.ssrLoadModule(path.join(import.meta.dirname, 'soak.ts'))
const isClean = await soak({ minutes, seed, print: console.log }).finally(() => reader.close())
process.exit(isClean ? 0 : 1)
