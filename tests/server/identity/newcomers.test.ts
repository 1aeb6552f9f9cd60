import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hadNewcomerOffer } from '../../../src/server/identity/newcomers.ts'
import { eraseCustomer } from '../../../src/server/privacy/erasure/erase.ts'
import { engines } from '../../support/databases.ts'
import { advisor, openStore } from '../journey/store.ts'

const offerId = 'starter-first-order'

describe.each(engines)('a newcomers’ offer once for each natural person on $name', ({ open }) => {
  let store: Awaited<ReturnType<typeof openStore>>
  let contacts: string[] = []
  let used = 0
  beforeAll(async () => {
    store = await openStore(await open())
    const bought = new Set(store.people.map(({ externalUserId }) => externalUserId))
    contacts = store.world.contacts
      .filter(({ follows }) => follows.some(({ userId }) => userId === advisor))
      .map(({ externalUserId }) => externalUserId)
      .filter((id) => !bought.has(id))
    store.clock.at += 2 * 86_400_000
  })
  afterAll(() => store.close())

  const take = () => {
    used += 1
    return contacts[used - 1] ?? ''
  }
  const issue = async (externalUserId: string) => {
    const body = { offerId, override: { kind: 'asked' } }
    const answer = await store.as(advisor)('issueCoupon', { params: { externalUserId }, body })
    return answer.status === 200 ? answer.body.coupon.couponId : answer.body.details
  }
  const refused = {
    refusals: expect.arrayContaining([expect.objectContaining({ ruleId: 'OFF-13', code: 'receivedBefore' })]),
  }
  const idOf = async (value: string) => {
    const row = await store.context.db
      .selectFrom('identity')
      .select('customerId')
      .where('value', '=', value)
      .executeTakeFirst()
    return row?.customerId ?? ''
  }
  const tell = (externalUserId: string, phone: string) =>
    store.shop('ingestCustomers', [{ externalUserId, phone }])

  it('is refused to a second contact that shares the phone, until a person says they are two', async () => {
    const [first, second, phone] = [take(), take(), '13511110001']
    expect(await issue(first)).toMatch(/^cpn_/)
    await store.as(advisor)('getPanel', { params: { externalUserId: second } })
    await tell(first, phone)
    await tell(second, phone)
    expect(await issue(second)).toMatchObject(refused)
    const [suggestion] = await store.app.services.merges.suggestions()
    expect(suggestion).toMatchObject({ evidence: { kind: 'phone', value: '135****0001' }, staysTwo: true })
    const suggestionId = suggestion?.suggestionId ?? ''
    await store.app.services.merges.decide({ suggestionId, decision: 'dismiss', actor: 'root' })
    expect(await issue(second)).toMatch(/^cpn_/)
    await expect(
      store.app.services.merges.decide({ suggestionId, decision: 'accept', actor: 'root' }),
    ).rejects.toMatchObject({ code: 'merge_refused' })
  })

  it('is given again when the first coupon never reached anybody', async () => {
    const externalUserId = take()
    const couponId = await issue(externalUserId)
    await store.as(advisor)('voidCoupon', {
      params: { couponId },
      body: { reason: 'advisor' },
    })
    expect(await hadNewcomerOffer(store.context.db, store.context, await idOf(externalUserId))).toBe(false)
    expect(await issue(externalUserId)).toMatch(/^cpn_/)
  })

  it('is remembered of somebody who was erased and comes again', async () => {
    const [first, again, phone] = [take(), take(), '13511110002']
    expect(await issue(first)).toMatch(/^cpn_/)
    await tell(first, phone)
    await eraseCustomer(store.context, { id: first, actor: 'root' })
    await store.as(advisor)('getPanel', { params: { externalUserId: again } })
    expect(await hadNewcomerOffer(store.context.db, store.context, await idOf(again))).toBe(false)
    await tell(again, phone)
    expect(await issue(again)).toMatchObject(refused)
    const { rows } = { rows: await store.context.db.selectFrom('newcomerGrant').selectAll().execute() }
    expect(JSON.stringify(rows)).not.toContain(phone)
  })

  it('is remembered by both halves of a merge that was undone', async () => {
    const [first, other, phone] = [take(), take(), '13511110003']
    await store.shop('ingestCustomers', [{ phone, name: '柜台' }])
    const provisionalId = await idOf(phone)
    await store.as(advisor)('getPanel', { params: { externalUserId: first } })
    await tell(first, phone)
    expect(await issue(first)).toMatch(/^cpn_/)
    const [merge] = await store.app.services.merges.merges(await idOf(first))
    expect(await store.app.services.merges.undo(merge?.mergeId ?? '', 'root')).toMatchObject({
      mergedId: provisionalId,
    })
    expect(await hadNewcomerOffer(store.context.db, store.context, provisionalId)).toBe(true)
    await store.as(advisor)('getPanel', { params: { externalUserId: other } })
    await tell(other, phone)
    expect(await idOf(phone)).toBe(await idOf(other))
    expect(await issue(other)).toMatchObject(refused)
  })

  it('goes to one of two accounts that are tapped for at once', async () => {
    const [first, second, phone] = [take(), take(), '13511110004']
    for (const id of [first, second]) await store.as(advisor)('getPanel', { params: { externalUserId: id } })
    await tell(first, phone)
    await tell(second, phone)
    const answers = await Promise.all([issue(first), issue(second)])
    expect(answers.filter((answer) => typeof answer === 'string')).toHaveLength(1)
    expect(answers).toContainEqual(expect.objectContaining(refused))
  })
})
