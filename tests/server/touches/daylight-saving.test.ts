import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

const userId = 'LinXi'

describe.each(engines)('cadence in New York on $name', ({ open }) => {
  let test: TestApp
  let externalUserId = ''
  beforeAll(async () => {
    test = await buildTestApp(await open(), { environment: { STORE_TIME_ZONE: 'America/New_York' } })
    const contact = test.world.contacts.find(({ follows }) => follows[0]?.userId === userId)
    externalUserId = contact?.externalUserId ?? ''
  })
  afterAll(() => test.close())

  async function touches(at: string, body?: object) {
    test.clock.at = Date.parse(at)
    const answer = await test.app.inject({
      method: body ? 'POST' : 'GET',
      url: `/api/v1/customers/${externalUserId}/touches`,
      headers: { cookie: await test.signIn(userId), origin: 'http://127.0.0.1:3000' },
      ...(body ? { payload: body } : {}),
    })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json().cadence
  }
  const golden = async (at: string) => (await touches(at)).isGoldenNow

  it('keeps golden hours by the wall clock on both sides of the change', async () => {
    expect([await golden('2026-03-07T13:59:59Z'), await golden('2026-03-07T14:00:00Z')]).toEqual([
      true,
      false,
    ])
    expect([await golden('2026-03-08T10:59:59Z'), await golden('2026-03-08T11:00:00Z')]).toEqual([
      false,
      true,
    ])
    expect([await golden('2026-03-08T12:59:59Z'), await golden('2026-03-08T13:00:00Z')]).toEqual([
      true,
      false,
    ])
    expect([await golden('2026-11-01T11:59:59Z'), await golden('2026-11-01T12:00:00Z')]).toEqual([
      false,
      true,
    ])
  })

  it('finds 07:00 after a night of 23 hours and after one of 25', async () => {
    expect((await touches('2026-03-08T03:30:00Z')).nextSlotAt).toBe(Date.parse('2026-03-08T11:00:00Z'))
    expect((await touches('2026-11-01T02:30:00Z')).nextSlotAt).toBe(Date.parse('2026-11-01T12:00:00Z'))
  })

  it('counts by local days, the short one too', async () => {
    await touches('2026-03-08T04:59:59Z', { text: '您好', via: 'sent' })
    expect(await touches('2026-03-08T04:59:59Z')).toMatchObject({ dayCount: 1, weekCount: 1 })
    expect(await touches('2026-03-08T05:00:00Z')).toMatchObject({ dayCount: 0, weekCount: 1 })
    expect((await touches('2026-03-14T03:59:59Z')).weekCount).toBe(1)
    expect((await touches('2026-03-14T04:00:00Z')).weekCount).toBe(0)
  })
})
