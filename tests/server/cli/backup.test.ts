import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appReady, emptyFolder, type Place, runCommand, startCommand } from '../../support/command.ts'
import { freePort } from '../../support/free-port.ts'

const cli = path.resolve(import.meta.dirname, '../../../dist/server/cli.js')
const store = 'data/zhike.sqlite'

describe('zhike backup', () => {
  let folder: Awaited<ReturnType<typeof emptyFolder>>
  let place: Place
  let key = ''
  beforeAll(async () => {
    folder = await emptyFolder()
    place = { cwd: folder.cwd, environment: { PORT: String(await freePort()), LOG_LEVEL: 'error' } }
    key = (await runCommand(['keys', 'create', '--name', 'shop', '--scopes', 'ingest'], place)).lastLine
  })
  afterAll(() => folder.remove())

  const zhike = (...args: string[]) => runCommand(args, place)
  function skusIn(file: string): Set<string> {
    const database = new SqliteDatabase(`${folder.cwd}/${file}`, { readonly: true })
    const skus = database.prepare('select sku from product').pluck().all() as string[]
    database.close()
    return new Set(skus)
  }
  async function send(origin: string, sku: string): Promise<void> {
    const row = { sku, name: '面霜', category: '护肤', priceFen: 100, updatedAt: '2026-01-01T00:00:00Z' }
    const answer = await fetch(`${origin}/api/v1/ingest/products`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify([row]),
    })
    if (answer.status !== 200) throw new Error(`${sku}: ${answer.status}`)
  }

  it('keeps all that a busy server had acknowledged, and brings it back', async () => {
    const server = await startCommand(['serve'], place, appReady)
    const acknowledged: string[] = []
    const writing = { isOver: false }
    const writer = (async () => {
      while (!writing.isOver) {
        const sku = `S${acknowledged.length}`
        await send(server.origin, sku)
        acknowledged.push(sku)
      }
    })()
    await expect.poll(() => acknowledged.length, { timeout: 15_000 }).toBeGreaterThan(20)
    const before = [...acknowledged]
    const made = await zhike('backup', 'monday.sqlite')
    writing.isOver = true
    await writer
    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(made.stdout).toMatch(/^monday\.sqlite: \d+ MB, \d+ rows in \d+ tables, read back and sound\.\n$/)
    const kept = skusIn('monday.sqlite')
    expect(before.filter((sku) => !kept.has(sku))).toEqual([])
    expect(acknowledged.length).toBeGreaterThan(before.length)

    const refused = await zhike('backup', 'restore', 'monday.sqlite')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(/^DATABASE_URL: a server or another command has .* open; stop it/)
    await send(server.origin, 'after')
    await server.stop()

    const restored = await zhike('backup', 'restore', 'monday.sqlite')
    expect(restored).toMatchObject({ code: 0, stderr: '' })
    const [, former = ''] = /kept as .*\/(data\/\S+)\.\n$/.exec(restored.stdout) ?? []
    expect(skusIn(store)).toEqual(kept)
    expect(skusIn(former).has('after')).toBe(true)
    expect(skusIn(former).size).toBe(acknowledged.length + 1)

    const again = await startCommand(['serve'], place, appReady)
    await send(again.origin, 'once more')
    await again.stop()
    expect(skusIn(store).size).toBe(kept.size + 1)
  }, 60_000)

  it('leaves nothing behind when the file cannot become as large', async () => {
    const limited = `trap "" XFSZ; ulimit -f 64; exec "${process.execPath}" "${cli}" backup small.sqlite`
    const failed = await promisify(execFile)('bash', ['-c', limited], { cwd: folder.cwd }).then(
      () => null,
      (error: { code: number; stderr: string }) => error,
    )
    expect(failed?.code).toBe(1)
    expect(failed?.stderr).toMatch(/^small\.sqlite: .*(disk full|disk is full|file may not become)/)
    expect((await readdir(folder.cwd)).filter((name) => name.startsWith('small'))).toEqual([])
  })

  it('names the tools of PostgreSQL with exit code 2, and is used wrongly without a file', async () => {
    const url = 'postgres://shop:s3cret@127.0.0.1:1/zhike'
    for (const args of [['monday.dump'], ['restore', 'monday.dump']]) {
      const environment = { ...place.environment, DATABASE_URL: url }
      const { code, stdout, stderr } = await runCommand(['backup', ...args], { ...place, environment })
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain(
        `pg_dump --format=custom --file='monday.dump' 'postgres://shop@127.0.0.1:1/zhike'\n`,
      )
      expect(stderr).toContain(`--dbname='postgres://shop@127.0.0.1:1/zhike' 'monday.dump'\n`)
      expect(stderr).not.toContain('s3cret')
    }
    expect((await zhike('backup')).code).toBe(2)
    expect((await zhike('backup', 'restore')).code).toBe(2)
    expect((await zhike('backup', '--help')).stdout).toContain('restore')
  })
})
