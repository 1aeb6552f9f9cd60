import { spawn, spawnSync } from 'node:child_process'
import { watch } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
let server

/** Rebuilds what changed and starts the server anew; a failed build leaves the old one running. */
function restart() {
  const built = spawnSync(process.execPath, ['src/build/build.mjs', '--if-stale'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (built.status !== 0) return
  server?.kill('SIGTERM')
  server = spawn(process.execPath, ['dist/server/cli.js', 'start'], { cwd: root, stdio: 'inherit' })
}

let pending
watch(path.join(root, 'src'), { recursive: true }, () => {
  clearTimeout(pending)
  pending = setTimeout(restart, 200)
})
process.on('SIGINT', () => {
  server?.kill('SIGTERM')
  process.exit(0)
})
restart()
