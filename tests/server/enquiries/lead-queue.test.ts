import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Escalation } from '../../../src/contract/escalations.ts'
import { dayMs, minuteMs } from '../../../src/domain/calendar.ts'
import { engines } from '../../support/databases.ts'
import { advisor, colleague, openStore, ownOrigin, type Store } from '../journey/store.ts'

const [lead, otherLead] = ['ChengYe', 'SuHe']
const phoneRemark = '静姐 13812340001'

describe.each(engines)('the lead’s queue on $name', ({ open }) => {
  let store: Store
  const cookies = new Map<string, string>()
  const mine: string[] = []
  beforeAll(async () => {
    store = await openStore(await open(), { environment: { ADMIN_USER_IDS: colleague } })
    for (const userId of [lead, otherLead, advisor, colleague])
      cookies.set(userId, await store.signIn(userId))
    const { memberRoster } = store.app.services
    for (const [userId, teamOf] of [
      [lead, advisor],
      [otherLead, lead],
    ] as const)
      await memberRoster.change(
        userId,
        { role: 'lead', team: { departmentIds: [], userIds: [teamOf] } },
        colleague,
      )
    for (const userId of [lead, otherLead]) cookies.set(userId, await store.signIn(userId))
    const theirs = store.world.contacts.filter(
      ({ follows }) => follows.length === 1 && follows[0]?.userId === advisor,
    )
    mine.push(...theirs.map(({ externalUserId }) => externalUserId).slice(0, 20))
  })
  afterAll(() => store.close())

  const ask = async (userId: string, route: Parameters<Store['call']>[0], call: object = {}) =>
    store.call(route, { headers: { cookie: cookies.get(userId) ?? '', origin: ownOrigin }, ...call })
  async function queueOf(userId: string): Promise<Escalation[]> {
    const { status, body } = await ask(userId, 'listEscalations')
    expect(status).toBe(200)
    return body.escalations
  }
  /** A customer of the advisor whom no other test uses asks for a price. */
  async function asked(about = 'price'): Promise<string> {
    const externalUserId = mine.shift() ?? ''
    await ask(advisor, 'getPanel', { params: { externalUserId } })
    await ask(advisor, 'startEnquiry', { params: { externalUserId }, body: { about } })
    await store.context.db.updateTable('follow').set({ remark: phoneRemark }).execute()
    return externalUserId
  }
  const sweep = () => store.app.services.enquiries.sweep(store.clock.at)
  const settle = (userId: string, escalationId: string) =>
    ask(userId, 'settleEscalation', { params: { escalationId } })

  it('is empty up to the 60th minute, and names customer, advisor and wait from then on', async () => {
    const externalUserId = await asked()
    const startedAt = store.clock.at
    store.clock.at += 60 * minuteMs - 1
    await sweep()
    expect(await queueOf(lead)).toEqual([])
    store.clock.at += 1
    await sweep()
    expect(await queueOf(lead)).toEqual([
      {
        escalationId: expect.any(String),
        customerName: '静姐 138****0001',
        advisors: ['林溪'],
        startedAt,
        waitingMinutes: 60,
      },
    ])
    store.clock.at += 59_999
    expect(await queueOf(lead)).toMatchObject([{ waitingMinutes: 60 }])
    store.clock.at += 1
    expect(await queueOf(lead)).toMatchObject([{ waitingMinutes: 61 }])
    await ask(advisor, 'closeEnquiry', { params: { externalUserId }, body: { about: 'price' } })
  })

  it('shows a lead the own team, another lead nothing, an admin all without the name', async () => {
    const externalUserId = await asked()
    store.clock.at += 60 * minuteMs
    await sweep()
    const [entry] = await queueOf(lead)
    expect(entry).toMatchObject({ customerName: '静姐 138****0001' })
    expect(await queueOf(otherLead)).toEqual([])
    expect(await queueOf(colleague)).toEqual([{ ...entry, customerName: null }])
    expect((await ask(advisor, 'listEscalations')).status).toBe(403)
    expect((await settle(advisor, entry?.escalationId ?? '')).status).toBe(403)
    const unknown = await settle(otherLead, 'esc_unknown')
    expect(unknown.status).toBe(404)
    expect(await settle(otherLead, entry?.escalationId ?? '')).toEqual(unknown)
    expect(await queueOf(lead)).toHaveLength(1)
    await ask(advisor, 'closeEnquiry', { params: { externalUserId }, body: { about: 'price' } })
    expect(await queueOf(lead)).toEqual([])
  })

  it('goes by a reply to the customer, but not by one that came before the question', async () => {
    const externalUserId = mine[0] ?? ''
    const params = { externalUserId }
    await ask(advisor, 'getPanel', { params })
    await ask(advisor, 'recordTouch', { params, body: { text: '您好', via: 'sent' } })
    store.clock.at += 1
    await asked()
    store.clock.at += 60 * minuteMs
    await sweep()
    expect(await queueOf(lead)).toHaveLength(1)
    await ask(advisor, 'recordTouch', { params, body: { text: '这款 399 元', via: 'sent' } })
    expect(await queueOf(lead)).toEqual([])
  })

  it('is settled by the lead, once on record, and stays so', async () => {
    await asked()
    const startedAt = store.clock.at
    store.clock.at += 75 * minuteMs
    await sweep()
    const [entry] = await queueOf(lead)
    const escalationId = entry?.escalationId ?? ''
    const first = await settle(lead, escalationId)
    expect(first).toEqual({ status: 200, body: { escalationId, settledAt: startedAt + 75 * minuteMs } })
    store.clock.at += minuteMs
    expect(await settle(lead, escalationId)).toEqual(first)
    expect(await settle(colleague, escalationId)).toEqual(first)
    await sweep()
    expect(await queueOf(lead)).toEqual([])
    const trail = await store.context.db
      .selectFrom('audit')
      .select(['actor', 'subjectId', 'detailsJson'])
      .where('action', '=', 'escalation.settled')
      .execute()
    expect(trail).toEqual([{ actor: lead, subjectId: escalationId, detailsJson: '{"waitedMinutes":75}' }])
  })

  it('waits a day and longer, up to seven days; complaints do not come into it', async () => {
    await asked()
    await asked('complaint')
    store.clock.at += 60 * minuteMs
    await sweep()
    store.clock.at += dayMs
    cookies.set(lead, await store.signIn(lead))
    expect(await queueOf(lead)).toHaveLength(1)
    store.clock.at += 6 * dayMs
    cookies.set(lead, await store.signIn(lead))
    expect(await queueOf(lead)).toHaveLength(1)
    store.clock.at += 1
    expect(await queueOf(lead)).toEqual([])
  })
})
