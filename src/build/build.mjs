import { createHash } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const stampFile = path.join(root, 'dist/.stamp')
const inputs = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']

/** A hash over every input's path, size and time: cheap, and wrong only if a file changes and its clock does not. */
async function stamp() {
  const hash = createHash('sha256')
  async function add(relative) {
    const entry = await stat(path.join(root, relative))
    if (!entry.isDirectory()) {
      hash.update(`${relative}\0${entry.size}\0${entry.mtimeMs}\n`)
      return
    }
    const names = await readdir(path.join(root, relative))
    for (const name of names.sort()) await add(path.join(relative, name))
  }
  for (const input of inputs) await add(input)
  return hash.digest('hex')
}

/** `npx zhike` works from the checkout once the command is linked where npm looks first. */
async function linkCommand() {
  const link = path.join(root, 'node_modules/.bin/zhike')
  await mkdir(path.dirname(link), { recursive: true })
  await rm(link, { force: true })
  await symlink('../../dist/server/cli.js', link)
  await chmod(path.join(root, 'dist/server/cli.js'), 0o755)
}

const current = await stamp()
const built = await readFile(stampFile, 'utf8').catch(() => '')
if (!process.argv.includes('--if-stale') || built !== current) {
  const started = Date.now()
  await rm(path.join(root, 'dist'), { recursive: true, force: true })
  for (const mode of ['app', 'console', 'window', 'bridge', 'server'])
    await build({ root, mode, logLevel: 'warn' })
  await linkCommand()
  await writeFile(stampFile, current)
  console.log(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}
