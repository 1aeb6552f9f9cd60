import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { publishOffer } from '../../server/offers/publish-offer.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored } from '../support/stored.ts'

const { smallBuyer } = notablePeople
let desk: Desk
/** A tenth of what she is worth, in fen. */
let capFen = 0
beforeAll(async () => {
  desk = await openDesk()
  const { context, services } = desk.site.app
  const { customerId } = await context.db
    .selectFrom('customer')
    .select('customerId')
    .where('externalUserId', '=', smallBuyer.externalUserId)
    .executeTakeFirstOrThrow()
  const facts = await services.facts.factsOf(context.db, customerId, desk.site.clock.at())
  capFen = Math.floor(facts.capBaseFen / 10)
  const gift = (costFen: number) => ({
    rewards: [{ kind: 'gift' as const, item: `赠品${costFen}`, costFen }],
  })
  await publishOffer(context.db, 'at-cap', gift(capFen))
  await publishOffer(context.db, 'above-cap', gift(capFen + 1))
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

it('2: an offer at the cap is in 可发, one fen above it in 不可发 with OFF-01, 申请主管 and 7天内2倍积分', async () => {
  expect(capFen).toBeLessThan(2_000)
  const { panel, button } = await desk.open(smallBuyer.externalUserId)
  await button('优惠').click()
  const row = (headline: string) =>
    panel.getByRole('listitem').filter({ hasText: new RegExp(`${headline}(?!\\d)`) })
  await row(`赠品${capFen}`).getByRole('button', { name: '一键发券', exact: true }).waitFor()
  expect(await row(`赠品${capFen + 1}`).count()).toBe(0)

  await panel.getByRole('button', { name: /^不可发 \d+$/ }).click()
  const refused = row(`赠品${capFen + 1}`)
  await refused.getByText(/^超LTV上限\(/).waitFor()
  await refused.getByText('OFF-01', { exact: true }).waitFor()
  await refused.getByRole('button', { name: '申请主管', exact: true }).waitFor()
  await refused.getByText('可改发：7天内2倍积分').waitFor()
  expect(await panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)

  await refused.getByRole('button', { name: '改发', exact: true }).click()
  const stored = readStored(desk.site)
  await expect
    .poll(() => stored.coupons(smallBuyer.externalUserId))
    .toMatchObject([{ state: 'sent', headline: '7天内2倍积分' }])
})
