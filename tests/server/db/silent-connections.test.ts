import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { askerOf } from '../../../src/server/db/connect.ts'
import { isGone } from '../../../src/server/db/database-fault.ts'
import { endSilentConnections } from '../../../src/server/db/postgres/silent-connections.ts'
import { type Proxy, startProxy } from '../../faults/store/proxy.ts'

const patience = { silentMs: 300, askMs: 500 }

describe('a connection to PostgreSQL on which nothing comes back', () => {
  let proxy: Proxy
  let pool: pg.Pool
  beforeEach(async () => {
    const server = new URL(inject('postgresUrl'))
    proxy = await startProxy(Number(server.port))
    server.port = String(proxy.port)
    const connectionString = `${server.href}/postgres`
    pool = new pg.Pool({ connectionString, max: 4 })
    pool.on('error', () => undefined)
    pool.on('connect', (client) => client.on('error', () => undefined))
    endSilentConnections(pool, askerOf(connectionString), patience)
  })
  afterEach(async () => {
    proxy.thaw()
    proxy.cut()
    await pool.end()
    await proxy.close()
  })

  async function withClient<T>(act: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    return act(client).finally(() => client.release())
  }
  const ask = (text: string) => withClient((client) => client.query(text))

  it('is left alone while the server works on the statement, however long that takes', async () => {
    const started = performance.now()
    const [slow] = await Promise.all([ask('select pg_sleep(2), 7 as seven'), ask('select 1')])
    expect(slow.rows).toMatchObject([{ seven: 7 }])
    expect(performance.now() - started).toBeGreaterThanOrEqual(2000)
  })

  it('is left alone while a statement waits for the lock of another one', async () => {
    await withClient(async (holder) => {
      await holder.query('begin')
      await holder.query('select pg_advisory_xact_lock(7)')
      const second = ask('select pg_advisory_xact_lock(7)')
      await new Promise((resolve) => setTimeout(resolve, 1500))
      await holder.query('commit')
      expect((await second).rowCount).toBe(1)
    })
  })

  it('ends with an error that says so, and those at rest with it; new ones work', async () => {
    await Promise.all(['select pg_sleep(0.1)', 'select pg_sleep(0.1)', 'select pg_sleep(0.1)'].map(ask))
    expect(pool.idleCount).toBe(3)
    proxy.freeze()
    const failed = await ask('select 1').catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 'ETIMEDOUT' })
    expect(isGone(failed)).toBe(true)
    await expect.poll(() => pool.totalCount).toBe(0)
    proxy.thaw()
    expect((await ask('select 5 as five')).rows).toEqual([{ five: 5 }])
  })

  it('is known when the server can be reached and has answered long ago', async () => {
    const running = ask('select pg_sleep(0.3)').catch((error: unknown) => error)
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 100))
    proxy.freeze()
    proxy.thaw()
    expect(await running).toMatchObject({ code: 'ETIMEDOUT' })
    expect((await ask('select 5 as five')).rows).toEqual([{ five: 5 }])
  })

  it('leaves no lock behind in the server', async () => {
    const lost = await pool.connect()
    await lost.query('begin')
    await lost.query('select pg_advisory_xact_lock(8)')
    proxy.freeze()
    await expect(lost.query('select 1')).rejects.toMatchObject({ code: 'ETIMEDOUT' })
    lost.release(true)
    proxy.thaw()
    expect((await ask('select pg_advisory_xact_lock(8)')).rowCount).toBe(1)
  })
})
