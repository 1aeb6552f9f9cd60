import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { engines } from '../../support/databases.ts'
import { type AdvisorApp, advisorApp, dayMs } from './advisor-app.ts'

const product = {
  sku: 'S1',
  name: '玫瑰精华',
  category: '精华',
  priceFen: 39_900,
  updatedAt: '2026-01-01T00:00:00Z',
}

describe.each(engines)('suggestions put aside on $name', ({ open }) => {
  let desk: AdvisorApp
  beforeAll(async () => {
    desk = await advisorApp(await open())
    await desk.ingest('products', [product])
  })
  afterAll(() => desk.close())

  /** Somebody who looked at the serum three times this week. */
  async function hesitant(index: number): Promise<string> {
    const id = desk.mine[index] ?? ''
    await desk.get(`${id}/panel`)
    const looks = [1, 2, 3].map((hours) => ({ type: 'view', agoMs: hours * 3_600_000, sku: 'S1' }))
    await desk.told(id, looks)
    return id
  }
  const ruleIds = async (id: string) => (await desk.panel(id)).steps.map(({ ruleId }) => ruleId)

  it('dismisses with a reason for 30 days; twice changes nothing', async () => {
    const id = await hesitant(40)
    expect(await ruleIds(id)).toContain('NBA-05')
    const first = await desk.post(`${id}/suggestions/NBA-05/dismiss`, { reason: 'justBought' })
    expect(first).toMatchObject({
      status: 200,
      body: {
        ignored: [
          {
            ruleId: 'NBA-05',
            title: '打消顾虑：给保障，不急着降价',
            kind: 'dismissed',
            reasonName: '刚买过',
            at: desk.clock.at,
            until: desk.clock.at + 30 * dayMs,
          },
        ],
      },
    })
    expect(await ruleIds(id)).not.toContain('NBA-05')
    desk.clock.at += 60_000
    expect(await desk.post(`${id}/suggestions/NBA-05/dismiss`, { reason: 'justBought' })).toEqual(first)
    expect((await desk.get(`${id}/suggestions`)).body).toEqual(first.body)
    expect((await desk.panel(id)).ignored).toHaveLength(1)
    const rows = await desk.context.db.selectFrom('suggestionSuppression').selectAll().execute()
    expect(rows.filter(({ ruleId }) => ruleId === 'NBA-05')).toHaveLength(1)
  })

  it('lets another reason take the place of the first', async () => {
    const id = await hesitant(41)
    await desk.post(`${id}/suggestions/NBA-05/dismiss`, { reason: 'justBought' })
    const { body } = await desk.post(`${id}/suggestions/NBA-05/dismiss`, { reason: 'other', note: '孕期' })
    expect(body).toMatchObject({ ignored: [{ reasonName: '其他', note: '孕期' }] })
  })

  it('restores, and restoring again changes nothing', async () => {
    const id = await hesitant(42)
    await desk.post(`${id}/suggestions/NBA-05/dismiss`, { reason: 'tooOften' })
    expect(await desk.post(`${id}/suggestions/NBA-05/restore`)).toEqual({
      status: 200,
      body: { ignored: [] },
    })
    expect(await ruleIds(id)).toContain('NBA-05')
    expect((await desk.post(`${id}/suggestions/NBA-05/restore`)).status).toBe(200)
  })

  it('snoozes until tomorrow morning or the next golden window', async () => {
    const id = await hesitant(43)
    const { body } = await desk.post(`${id}/suggestions/NBA-05/snooze`, { until: 'tomorrow' })
    const sevenNextDay = Date.UTC(2026, 2, 10, 23)
    expect(body).toMatchObject({
      ignored: [{ kind: 'snoozed', reasonName: '明天再说', until: sevenNextDay }],
    })
    expect(await ruleIds(id)).not.toContain('NBA-05')
    const at = desk.clock.at
    desk.clock.at = sevenNextDay - 1
    expect(await ruleIds(id)).not.toContain('NBA-05')
    desk.clock.at = sevenNextDay
    expect(await ruleIds(id)).toContain('NBA-05')
    expect((await desk.panel(id)).ignored).toEqual([])
    desk.clock.at = at
  })

  it('rests for the setting and for this customer alone', async () => {
    const [id, other] = [await hesitant(44), await hesitant(45)]
    await changeSettings(desk.context, { rules: { 'DISMISS.days': 7 } })
    const { body } = await desk.post(`${id}/suggestions/NBA-05/dismiss`, { reason: 'inaccurate' })
    expect(body).toMatchObject({ ignored: [{ until: desk.clock.at + 7 * dayMs }] })
    expect(await ruleIds(other)).toContain('NBA-05')
    await desk.context.db.deleteFrom('setting').where('key', '=', 'store').execute()
  })

  it('answers 404 for a foreign customer and an unknown rule, 400 for a complaint and bad reasons', async () => {
    const id = await hesitant(46)
    const body = { reason: 'other' }
    const unknown = await desk.post('wm-nobody/suggestions/NBA-05/dismiss', body)
    const foreign = await desk.post(`${desk.foreign}/suggestions/NBA-05/dismiss`, body)
    expect(foreign).toEqual(unknown)
    expect(foreign.status).toBe(404)
    expect((await desk.get(`${desk.foreign}/suggestions`)).status).toBe(404)
    expect((await desk.post(`${desk.foreign}/suggestions/NBA-05/restore`)).status).toBe(404)
    expect((await desk.post(`${desk.foreign}/suggestions/NBA-05/snooze`, { until: 'golden' })).status).toBe(
      404,
    )
    expect((await desk.post(`${id}/suggestions/NBA-99/dismiss`, body)).status).toBe(404)
    expect((await desk.post(`${id}/suggestions/NBA-02/dismiss`, body)).status).toBe(400)
    expect((await desk.post(`${id}/suggestions/NBA-05/dismiss`, { reason: 'bored' })).status).toBe(400)
    expect((await desk.post(`${id}/suggestions/NBA-05/snooze`, { until: 'never' })).status).toBe(400)
  })

  it('two taps at once leave one row', async () => {
    const id = await hesitant(47)
    const tap = () => desk.post(`${id}/suggestions/NBA-05/dismiss`, { reason: 'notInterested' })
    const answers = await Promise.all([tap(), tap(), tap()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await desk.panel(id)).ignored).toHaveLength(1)
  })
})
