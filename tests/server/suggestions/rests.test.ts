import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { type AdvisorApp, advisorApp, dayMs } from './advisor-app.ts'

const item = { sku: 'S1', name: '洁面乳', category: '洁面', quantity: 1, unitPriceFen: 9_900 }

describe.each(engines)('a step that was carried out rests on $name', ({ open }) => {
  let desk: AdvisorApp
  beforeAll(async () => {
    desk = await advisorApp(await open())
  })
  afterAll(() => desk.close())

  /** Asks as an advisor who signs in so long after now: sessions end sooner than the rests. */
  async function ask(afterMs: number, path: string, payload?: object) {
    const before = desk.clock.at
    desk.clock.at = before + afterMs
    const answer = await desk.app.inject({
      method: payload ? 'POST' : 'GET',
      url: `/api/v1/customers/${path}`,
      headers: { cookie: await desk.signIn('LinXi'), origin: 'http://127.0.0.1:3000' },
      ...(payload ? { payload } : {}),
    })
    desk.clock.at = before
    expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 200 })
    return answer.json()
  }
  async function calls(id: string, ruleId: string, afterMs = 0): Promise<boolean> {
    const steps: { ruleId: string }[] = (await ask(afterMs, `${id}/panel`)).nextSteps.data
    return steps.some((step) => step.ruleId === ruleId)
  }
  const send = (id: string, body: object, afterMs = 0) =>
    ask(afterMs, `${id}/touches`, { text: '您好', via: 'sent', ...body })

  it('NBA-16 for 30 days after a reminder that came from it, not after any other message', async () => {
    const id = desk.mine[10] ?? ''
    await desk.get(`${id}/panel`)
    const pointsExpireAt = new Date(desk.clock.at + 40 * dayMs).toISOString()
    await desk.ingest('customers', [{ externalUserId: id, points: 120, pointsExpireAt }])
    expect(await calls(id, 'NBA-16')).toBe(false)
    expect(await calls(id, 'NBA-16', 10 * dayMs)).toBe(true)
    await send(id, { ruleId: 'NBA-13' }, 10 * dayMs)
    expect(await calls(id, 'NBA-16', 10 * dayMs)).toBe(true)
    // It joins the touch of the other message and keeps its own rule.
    const sent = await send(id, { ruleId: 'NBA-16', contentType: 'service' }, 10 * dayMs + 60_000)
    expect(sent).toMatchObject({ touch: { bubbles: 2 } })
    expect(await calls(id, 'NBA-16', 10 * dayMs + 120_000)).toBe(false)
    expect(await calls(id, 'NBA-16', 39 * dayMs)).toBe(false)
    expect(await calls(id, 'NBA-16', 40 * dayMs)).toBe(true)
  })

  it('NBA-09 for the order that was cared for, NBA-08 for the day', async () => {
    const id = desk.mine[11] ?? ''
    await desk.get(`${id}/panel`)
    const orderedAt = desk.clock.at - 3 * dayMs
    const order = { externalUserId: id, status: 'paid', items: [item], paidFen: 9_900 }
    await desk.ingest('orders', [{ ...order, orderId: 'R1', createdAt: orderedAt, paidAt: orderedAt }])
    await desk.ingest('customers', [{ externalUserId: id, birthday: '03-10' }])
    expect([await calls(id, 'NBA-08'), await calls(id, 'NBA-09')]).toEqual([true, true])
    await send(id, { ruleId: 'NBA-09', contentType: 'service' })
    expect([await calls(id, 'NBA-08'), await calls(id, 'NBA-09')]).toEqual([true, false])
    await send(id, { ruleId: 'NBA-08' })
    expect(await calls(id, 'NBA-08')).toBe(false)
    desk.clock.at += 60_000
    const secondAt = desk.clock.at
    await desk.ingest('orders', [{ ...order, orderId: 'R2', createdAt: secondAt, paidAt: secondAt }])
    expect(await calls(id, 'NBA-09', 3 * dayMs)).toBe(true)
  })

  it("stays for others, and for this customer's other steps", async () => {
    const id = desk.mine[12] ?? ''
    await desk.get(`${id}/panel`)
    await desk.ingest('customers', [{ externalUserId: id, birthday: '03-10' }])
    expect(await calls(id, 'NBA-08')).toBe(true)
  })
})
