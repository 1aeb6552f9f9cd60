import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildDemoApp } from '../../../src/server/cli/demo-app.ts'
import { readConfig } from '../../../src/server/config.ts'
import { testNow } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { freePort } from '../../support/free-port.ts'

const distDir = path.resolve(import.meta.dirname, '../../../dist')

describe.each(engines)('the demo on $name', ({ open }) => {
  it.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'https://demo.example'])(
    'hears of what happens in its own simulated WeCom, at %s',
    async (publicUrl) => {
      const { db, url, destroy } = await open()
      const port = await freePort()
      const environment = {
        DATABASE_URL: url,
        PUBLIC_URL: publicUrl,
        PORT: String(port),
        LOG_LEVEL: 'silent',
      }
      const { app, simulator } = await buildDemoApp({
        config: readConfig(environment, () => randomBytes(32).toString('hex')),
        db,
        now: () => testNow,
        randomBytes: (count) => randomBytes(count),
        distDir,
      })
      // The app asks its simulated WeCom over HTTP for whom an event is about.
      await app.listen({ port, host: '127.0.0.1' })
      expect(await simulator.events.verify()).toBe('')
      const member = simulator.directory.firstActiveMember()
      const customer = simulator.company.addNewCustomer(member?.userId ?? '', '新顾客')
      await simulator.events.settled()
      await app.services.callbacks.applyDue()
      const rows = await db.selectFrom('wecomEvent').select(['subject', 'status']).execute()
      expect(rows).toEqual([{ subject: customer, status: 'applied' }])
      const stored = await db
        .selectFrom('customer')
        .select('name')
        .where('externalUserId', '=', customer)
        .execute()
      expect(stored).toEqual([{ name: '新顾客' }])
      await app.close()
      await destroy()
    },
  )
})
