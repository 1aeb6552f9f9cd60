import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../support/databases.ts'
import { advisor, openStore, type Store } from '../server/journey/store.ts'

const birthday = 'starter-birthday'

describe.each(engines)('4: the birthday coupon on $name', ({ open }) => {
  describe.each([
    { zone: 'Asia/Shanghai', day: '2026-03-11', offset: '+08:00' },
    { zone: 'America/New_York', day: '2026-03-08', offset: '-04:00' },
  ])('in $zone', ({ zone, day, offset }) => {
    const at = (clock: string) => Date.parse(`${day}T${clock}${offset}`)
    let store: Store
    beforeAll(async () => {
      store = await openStore(await open(), { environment: { STORE_TIME_ZONE: zone } })
      for (const place of [0, 1]) {
        const row = { externalUserId: store.personId(place), birthday: `1996-${day.slice(5)}` }
        expect((await store.shop('ingestCustomers', [row])).body.accepted).toBe(1)
      }
    })
    afterAll(() => store.close())

    const params = (place: number) => ({ externalUserId: store.personId(place) })
    const isOffered = async (place: number) => {
      const { body } = await store.as(advisor)('listOffers', { params: params(place) })
      return body.eligible.some(({ offerId }: { offerId: string }) => offerId === birthday)
    }
    const issue = (place: number, override?: object) =>
      store.as(advisor)('issueCoupon', { params: params(place), body: { offerId: birthday, override } })
    async function take(link: string) {
      const { body } = await store.device()('takeClaim', link.split('/').at(-1) ?? '')
      return body.code
    }

    it('is refused the second before the day begins and possible from its first instant', async () => {
      const midnight = at('23:59:59.999') + 1
      store.clock.at = midnight - 86_400_000 - (offset === '-04:00' ? -3_600_000 : 0) - 1
      expect(await isOffered(0)).toBe(false)
      expect(await issue(0)).toMatchObject({ status: 422, body: { code: 'offer_refused' } })
      store.clock.at += 1
      expect(await isOffered(0)).toBe(true)
    })

    it('ends with the local day however late it is sent, and redeems in its last millisecond', async () => {
      store.clock.at = at('20:00:00')
      const first = await issue(0)
      expect(first).toMatchObject({ status: 200, body: { coupon: { expiresAt: at('23:59:59.999') } } })
      store.clock.at = at('23:58:00')
      const second = await issue(1, { kind: 'agreed' })
      expect(second).toMatchObject({ status: 200, body: { coupon: { expiresAt: at('23:59:59.999') } } })
      const codes = [await take(first.body.card.link), await take(second.body.card.link)]
      const redeem = (place: number) =>
        store.shop('redeemCoupon', { code: codes[place], orderId: `b${place}`, orderAmountFen: 30_000 })
      store.clock.at = at('23:59:59.999')
      expect(await redeem(0)).toMatchObject({ status: 200 })
      store.clock.at += 1
      expect(await redeem(1)).toMatchObject({ status: 410, body: { code: 'coupon_ended' } })
      expect(await isOffered(1)).toBe(false)
    })
  })
})
