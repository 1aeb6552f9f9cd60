import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { engines } from '../../support/databases.ts'
import { type AdvisorApp, advisorApp, dayMs, minuteMs } from './advisor-app.ts'

const sku = 'S1'
const product = {
  sku,
  name: '玫瑰精华',
  category: '精华',
  priceFen: 39_900,
  updatedAt: '2026-01-01T00:00:00Z',
}

describe.each(engines)("next steps at the store's numbers on $name", ({ open }) => {
  let desk: AdvisorApp
  let next = 0
  beforeAll(async () => {
    desk = await advisorApp(await open())
    await desk.ingest('products', [product])
  })
  afterAll(() => desk.close())
  beforeEach(async () => {
    await desk.context.db.deleteFrom('setting').where('key', '=', 'store').execute()
  })

  const set = (rules: Record<string, number>) => changeSettings(desk.context, { rules })
  /** Somebody nobody knows anything of yet. */
  async function somebody(): Promise<string> {
    const id = desk.mine[next] ?? ''
    next += 1
    await desk.get(`${id}/panel`)
    return id
  }
  async function stepOf(id: string, ruleId: string) {
    return (await desk.panel(id)).steps.find((step) => step.ruleId === ruleId)
  }

  it.each([
    [4, false],
    [5, true],
    [6, true],
  ])('NBA-13.days 5: quiet for %i days, nudge %s', async (days, calls) => {
    const id = await somebody()
    await desk.told(id, [{ type: 'interact', agoMs: days * dayMs }])
    await set({ 'NBA-13.days': 5 })
    const step = await stepOf(id, 'NBA-13')
    expect(step !== undefined).toBe(calls)
    if (step) expect(step.evidence.slice(0, 1)).toEqual([`${days}天没有互动`])
  })

  it('NBA-13.days says the number it went by', async () => {
    const id = await somebody()
    const { db } = desk.context
    await db
      .updateTable('customer')
      .set({ firstFollowAt: desk.clock.at - 200 * dayMs })
      .execute()
    await desk.told(id, [{ type: 'interact', agoMs: 5 * dayMs }])
    expect((await stepOf(id, 'NBA-13'))?.evidence).toEqual(['5天没有互动', '满3天没有互动就问候一句'])
    await set({ 'NBA-13.days': 5 })
    expect((await stepOf(id, 'NBA-13'))?.evidence[1]).toBe('满5天没有互动就问候一句')
  })

  it.each([
    [3, 'NBA-07'],
    [4, 'NBA-05'],
    [5, 'NBA-05'],
  ])('NBA-05.views 4: %i views call %s', async (views, ruleId) => {
    const id = await somebody()
    const looks = Array.from({ length: views }, (_, index) => ({
      type: 'view',
      agoMs: (index + 1) * 3_600_000,
      sku,
    }))
    await desk.told(id, looks)
    await set({ 'NBA-05.views': 4 })
    const ruleIds = (await desk.panel(id)).steps.map((step) => step.ruleId)
    expect(ruleIds.filter((known) => ['NBA-05', 'NBA-07'].includes(known))).toEqual([ruleId])
  })

  it('NBA-01 minutes: target 2, breach 10', async () => {
    const id = await somebody()
    await set({ 'NBA-01.targetMinutes': 2, 'NBA-01.breachMinutes': 10 })
    const startedAt = desk.clock.at
    await desk.post(`${id}/enquiries`, { about: 'price' })
    const after = async (ms: number) => {
      desk.clock.at = startedAt + ms
      const { steps, enquiries } = await desk.panel(id)
      const step = steps.find(({ ruleId }) => ruleId === 'NBA-01')
      return { goal: step?.evidence[1], isEscalated: enquiries[0]?.isEscalated }
    }
    const late = '已超过2分钟目标'
    expect(await after(2 * minuteMs)).toEqual({ goal: '已等2分钟，目标2分钟内回复', isEscalated: false })
    expect(await after(2 * minuteMs + 1)).toEqual({ goal: `已等2分钟，${late}`, isEscalated: false })
    expect(await after(10 * minuteMs - 1)).toEqual({ goal: `已等9分钟，${late}`, isEscalated: false })
    expect(await after(10 * minuteMs)).toEqual({ goal: `已等10分钟，${late}`, isEscalated: true })
    const { db } = desk.context
    const notes = await db.selectFrom('escalation').select('note').execute()
    expect(notes).toEqual([{ note: '问价超过10分钟没有回复，请主管跟进' }])
    desk.clock.at = startedAt
  })

  it('NBA-02 hours: the plan within 2', async () => {
    const id = await somebody()
    await desk.post(`${id}/enquiries`, { about: 'complaint' })
    await set({ 'NBA-02.planHours': 2 })
    const { enquiries } = await desk.panel(id)
    expect(enquiries[0]?.lines[1]).toBe('2小时内给出方案：还有2小时')
    expect((await stepOf(id, 'NBA-02'))?.evidence[2]).toBe('2小时内给出方案：还有2小时')
  })

  it.each([
    [13, 'aware'],
    [14, 'considering'],
    [15, 'considering'],
  ])('LC-01.intentDays %i: a price asked 14 days ago makes %s', async (days, lifecycle) => {
    const id = await somebody()
    await desk.told(id, [{ type: 'price_enquiry', agoMs: 14 * dayMs }])
    await set({ 'LC-01.intentDays': days })
    const { customerId } = await desk.context.db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', id)
      .executeTakeFirstOrThrow()
    const facts = await desk.app.services.facts.factsOf(desk.context.db, customerId, desk.clock.at)
    expect(facts.lifecycle).toBe(lifecycle)
  })

  it('a changed number makes a decision of its own, kept with the numbers it was judged by', async () => {
    const id = await somebody()
    const decisions = async () => {
      await desk.get(`${id}/panel`)
      const rows = await desk.context.db
        .selectFrom('decision')
        .innerJoin('customer', 'customer.customerId', 'decision.customerId')
        .select(['decisionId', 'factsJson'])
        .where('customer.externalUserId', '=', id)
        .orderBy('decision.createdAt')
        .orderBy('decisionId')
        .execute()
      return rows.map(({ factsJson }) => (JSON.parse(factsJson) as { rules: object }).rules)
    }
    expect(await decisions()).toEqual([{}])
    expect(await decisions()).toHaveLength(1)
    desk.clock.at += 1
    await set({ 'NBA-13.days': 6, 'C2.days': 9 })
    expect(await decisions()).toEqual([{}, { 'C2.days': 9, 'NBA-13.days': 6 }])
    await set({ 'C2.days': 9, 'NBA-13.days': 6 })
    expect(await decisions()).toHaveLength(2)
  })
})
