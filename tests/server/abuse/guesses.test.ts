import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { openStore } from '../journey/store.ts'

describe.each(engines)('guessing codes on $name', ({ open }) => {
  let store: Awaited<ReturnType<typeof openStore>>
  beforeAll(async () => {
    const wide = { burst: 1000, perMinute: 1000 }
    const allowances = { session: wide, key: wide, failure: { burst: 3, perMinute: 1 } }
    store = await openStore(await open(), { allowances })
  })
  afterAll(() => store.close())

  const guess = (code: string) =>
    store.shop('redeemCoupon', { code, orderId: `g-${code}`, orderAmountFen: 40_000 })
  const rows = async () => {
    await store.app.services.alerts.settled()
    return store.context.db.selectFrom('abuseAlert').selectAll().execute()
  }

  it('is told of from the first refusal on, once a minute, and never hinders a right code', async () => {
    for (const code of ['AAAA-AAAA-AAAA', 'BBBB-BBBB-BBBB', 'CCCC-CCCC-CCCC'])
      expect((await guess(code)).status).toBe(404)
    expect(await rows()).toEqual([])
    expect((await guess('DDDD-DDDD-DDDD')).status).toBe(429)
    expect(await rows()).toMatchObject([{ kind: 'codeGuess', outcome: 'refused', count: 1 }])
    for (let time = 0; time < 20; time += 1) await guess('EEEE-EEEE-EEEE')
    expect(await rows()).toMatchObject([{ count: 1 }])
    const { token } = await store.send(0, 'starter-ladder')
    const { code } = (await store.device()('takeClaim', token)).body
    expect((await guess(code)).status).toBe(200)
    store.clock.at += 60_000
    await guess('FFFF-FFFF-FFFF')
    expect((await guess('GGGG-GGGG-GGGG')).status).toBe(429)
    expect(await rows()).toMatchObject([{ count: 22 }])
    const [alert] = await store.app.services.alerts.list('operator')
    expect(alert?.subject).toMatch(/^券码，来自 /)
    expect(JSON.stringify(await rows())).not.toContain('AAAA')
  })
})
