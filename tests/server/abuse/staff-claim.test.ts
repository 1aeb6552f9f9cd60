import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type ClaimApp, claimApp, wechat } from '../claims/claim-app.ts'

describe.each(engines)('a member at a customer’s coupon on $name', ({ open }) => {
  let database: TestDatabase
  let side: ClaimApp
  beforeAll(async () => {
    database = await open()
    side = await claimApp(database.db)
    await side.addOffer('off')
  })
  afterAll(async () => {
    await side.app.close()
    await database.destroy()
  })
  let made = 0
  async function issued() {
    made += 1
    await side.addCustomer(`李悦${made}`)
    const answer = await side.issue(`李悦${made}`)
    return { token: side.tokenOf(answer), couponId: answer.coupon.couponId }
  }
  const alerts = () => database.db.selectFrom('abuseAlert').selectAll().orderBy('kind').execute()

  it('looks without a trace of blame, takes nothing, and the try is told of', async () => {
    const { token, couponId } = await issued()
    const phone = side.device(wechat)
    await phone.identify(token, { externalUserId: null, userId: 'zhao' })
    expect(await phone.read(token)).toMatchObject({ view: 'stranger', code: null })
    expect(await phone.open(token)).toMatchObject({ code: 'wrong_customer' })
    expect(await alerts()).toEqual([])
    expect(await phone.take(token)).toMatchObject({ code: 'wrong_customer' })
    expect(await alerts()).toMatchObject([
      { kind: 'staffClaim', outcome: 'refused', subjectId: couponId, userId: 'zhao', count: 1 },
    ])
    expect((await side.stored(couponId)).claimedAt).toBeNull()
  })

  it('is flagged when a coupon is taken on the device that was a member’s before', async () => {
    const { token } = await issued()
    const phone = side.device(wechat)
    expect(await phone.open(token)).toMatchObject({ view: 'open' })
    await phone.identify(token, { externalUserId: null, userId: 'zhao' })
    expect(await phone.open(token)).toMatchObject({ code: 'wrong_customer' })
    phone.jar.delete('__Host-zhike_visitor')
    expect(await phone.take(token)).toMatchObject({ view: 'claimed' })
    expect((await alerts()).map(({ kind, userId }) => [kind, userId])).toContainEqual(['staffCoupon', 'zhao'])
  })
})
