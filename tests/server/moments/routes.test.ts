import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { engines } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { dayMs, reviewStore, type ReviewStore } from '../review/review-store.ts'

const midnight = Date.parse('2026-03-10T00:00:00+08:00')

describe.each(engines)('Moments on $name (CAD-12)', ({ open }) => {
  let store: ReviewStore
  let taps = 0
  beforeAll(async () => {
    store = await reviewStore(await open())
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    store.clock.at = testNow
    taps = 0
    for (const table of ['momentPost', 'setting'] as const) await store.db.deleteFrom(table).execute()
  })

  async function post(body: object = {}, user = 'LinXi') {
    taps += 1
    const { status, body: answer } = await store.call(
      'POST',
      'moments',
      { requestId: `tap-${taps}`, contentType: 'content', ...body },
      user,
    )
    return { status, body: answer as ReturnType<typeof JSON.parse> }
  }
  async function meter(user = 'LinXi') {
    return (await store.call('GET', 'moments', undefined, user)).body as ReturnType<typeof JSON.parse>
  }

  it('counts the day to the cap, then asks for a reason', async () => {
    expect(await meter()).toMatchObject({ dayCount: 0, dayCap: 3, warnings: [], text: '今天朋友圈 0/3' })
    expect((await post()).status).toBe(200)
    expect((await post({ contentType: 'benefit' })).body.post).toMatchObject({
      contentName: '福利',
      at: testNow,
    })
    expect((await meter()).warnings).toEqual([])
    expect((await post()).body.meter).toMatchObject({ dayCount: 3, text: '今天朋友圈 3/3' })
    const refused = await post()
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({
      code: 'needs_reason',
      details: { isBlocked: false, warnings: [{ ruleId: 'CAD-12' }] },
    })
    expect((await meter()).dayCount).toBe(3)
    expect((await post({ override: { kind: 'other', note: '新品到店' } })).status).toBe(200)
    const row = await store.db
      .selectFrom('momentPost')
      .select(['overrideKind', 'overrideNote'])
      .where('overrideKind', 'is not', null)
      .executeTakeFirst()
    expect(row).toEqual({ overrideKind: 'other', overrideNote: '新品到店' })
    expect((await meter()).posts).toHaveLength(4)
  })

  it('is the advisor’s own, and the same tap counts once', async () => {
    const first = await post({ requestId: 'same' })
    const [again, twice] = await Promise.all([post({ requestId: 'same' }), post({ requestId: 'same' })])
    expect([again.body.post, twice.body.post]).toEqual([first.body.post, first.body.post])
    expect((await post({ requestId: 'same', contentType: 'flashSale' })).status).toBe(409)
    expect((await meter()).dayCount).toBe(1)
    expect((await meter('GuAnRan')).dayCount).toBe(0)
    expect((await post({ requestId: 'same' }, 'GuAnRan')).status).toBe(200)
  })

  it('at once, no more than the cap go without a reason', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => post()))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 422, 422, 422])
  })

  it('belongs to the local day of the post', async () => {
    await post({ at: midnight - 1 })
    await post({ at: midnight })
    expect(await meter()).toMatchObject({ dayCount: 1, posts: [{ at: midnight }] })
    for (const minute of [2, 3]) await post({ at: midnight - minute * 60_000 })
    expect((await post({ at: midnight - dayMs - 1 })).status).toBe(200)
    expect((await post({ at: midnight - 4 * 60_000 })).status).toBe(422)
    store.clock.at = midnight + dayMs
    expect((await meter()).dayCount).toBe(0)
  })

  it.each([
    [1, 400],
    [0, 200],
    [-7 * dayMs, 200],
    [-7 * dayMs - 1, 400],
  ])('a post %i ms from now: %i', async (offset, status) => {
    expect((await post({ at: testNow + offset })).status).toBe(status)
  })

  it('a store may block, and set the cap', async () => {
    await changeSettings(store.context, { isCadenceBlocking: true, rules: { 'CAD-12.perDay': 1 } })
    expect((await post()).body.meter).toMatchObject({ dayCount: 1, dayCap: 1 })
    const refused = await post({ override: { kind: 'other' } })
    expect(refused).toMatchObject({ status: 422, body: { details: { isBlocked: true } } })
  })

  it('shows the mix of a month beside 70, 20 and 10 (CON-01, C7)', async () => {
    await post()
    await post({ contentType: 'interaction', at: testNow - 3 * dayMs })
    await post({ contentType: 'flashSale', at: testNow - 3 * dayMs })
    await post({ contentType: 'content', at: testNow - 3 * dayMs })
    expect((await meter()).mix).toEqual([
      { content: 'useful', name: '有用', count: 2, percent: 50, targetPercent: 70 },
      { content: 'interactive', name: '互动', count: 1, percent: 25, targetPercent: 20 },
      { content: 'conversion', name: '转化', count: 1, percent: 25, targetPercent: 10 },
    ])
  })

  it('asks for a session', async () => {
    expect((await post({}, 'nobody')).status).toBe(401)
  })
})
