import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from '../../../src/server/db/connect.ts'
import { parseMapping } from '../../../src/server/import/mapping/read-mapping.ts'
import { readyMappings } from '../../../src/server/import/mapping/ready-mappings.ts'
import { emptyFolder, runCommand } from '../../support/command.ts'
import { freePort } from '../../support/free-port.ts'

const cli = path.resolve(import.meta.dirname, '../../../dist/server/cli.js')
const rowCount = 60_000
const patienceMs = 120_000
const testMs = 300_000

/** Recent: old orders would be summed up by the server that runs beside the import. */
const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10)

let place: Awaited<ReturnType<typeof emptyFolder>>
beforeAll(async () => {
  place = await emptyFolder()
  const rows = Array.from({ length: rowCount }, (_, index) => {
    const phone = index % 1000 === 999 ? '138****0000' : `1380000${String(index % 5000).padStart(4, '0')}`
    return `K${index},已完成,${day},${day},${phone},霜,A,1,9.90`
  })
  const header = '订单编号,订单状态,下单时间,支付时间,客户手机号,商品名称,SKU编码,购买数量,商品实付金额'
  await writeFile(path.join(place.cwd, 'orders.csv'), `${header}\n${rows.join('\n')}\n`)
})
afterAll(() => place.remove())

async function withDatabase<T>(read: (db: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<T> {
  const db = await connect(`file:${path.join(place.cwd, 'data/zhike.sqlite')}`)
  try {
    return await read(db)
  } finally {
    await db.destroy()
  }
}

async function storedRows(): Promise<number> {
  const run = await withDatabase((db) => db.selectFrom('importRun').selectAll().executeTakeFirst()).catch(
    () => undefined,
  )
  return run ? run.accepted + run.rejected : 0
}

/** Starts a process in a group of its own, and kills the whole group once the import has stored some rows and not all. */
async function killedWithin(args: readonly string[], environment: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: place.cwd,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: 'ignore',
    detached: true,
  })
  const ended = once(child, 'exit')
  const before = await storedRows()
  const until = performance.now() + patienceMs
  while ((await storedRows()) <= before && performance.now() < until) await pause(20)
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  await ended
  return storedRows()
}

it(
  'a command that is killed goes on when it is called again, and a server with an upload when it starts again',
  async () => {
    const setup = await runCommand(['migrate'], place)
    expect(setup.code).toBe(0)
    const importing = ['import', 'orders', 'orders.csv', '--map', 'weimob']
    const first = await killedWithin(importing, {})
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThan(rowCount)

    // The same content goes on as an upload: one run, however it came.
    const at = Date.now()
    await mkdir(path.join(place.cwd, 'data/imports'), { recursive: true })
    await copyFile(path.join(place.cwd, 'orders.csv'), path.join(place.cwd, 'data/imports/imp_1.upload'))
    const mapping = parseMapping('orders', readyMappings['weimob']?.mapping, 'weimob')
    await withDatabase((db) =>
      db
        .insertInto('importUpload')
        .values({
          uploadId: 'imp_1',
          fileName: 'orders.csv',
          fileBytes: 1,
          uploadedBy: 'ChengYe',
          uploadedAt: at,
          state: 'started',
          kind: 'orders',
          mappingName: 'weimob',
          mappingJson: JSON.stringify(mapping),
          headerJson: null,
          runId: null,
          startedAt: at,
          finishedAt: null,
          isKnown: 0,
          accepted: 0,
          duplicates: 0,
          rejected: 0,
          problem: null,
        })
        .execute(),
    )
    const environment = { PORT: String(await freePort()), LOG_LEVEL: 'silent' }
    const second = await killedWithin(['serve'], environment)
    expect(second).toBeGreaterThan(first)
    expect(second).toBeLessThan(rowCount)

    const server = spawn(process.execPath, [cli, 'serve'], {
      cwd: place.cwd,
      env: { PATH: process.env['PATH'], ...environment },
      stdio: 'ignore',
    })
    const ended = once(server, 'exit')
    const stateOf = () =>
      withDatabase((db) =>
        db.selectFrom('importUpload').select(['state', 'accepted', 'rejected']).executeTakeFirst(),
      ).catch(() => undefined)
    await expect
      .poll(stateOf, { timeout: patienceMs, interval: 250 })
      .toEqual({ state: 'finished', accepted: rowCount - rowCount / 1000, rejected: rowCount / 1000 })
    server.kill('SIGTERM')
    await ended
    const { orders } = await withDatabase((db) =>
      db
        .selectFrom('purchaseOrder')
        .select((eb) => eb.fn.count<number>('orderId').distinct().as('orders'))
        .where('orderId', 'like', 'K%')
        .executeTakeFirstOrThrow(),
    )
    expect(orders).toBe(rowCount - rowCount / 1000)
  },
  testMs,
)
