import { renderSVG } from 'uqr'
import type { Claim } from '../../contract/claims.ts'
import type { OfferTerms } from '../../domain/offers/offer.ts'
import type { ServerContext } from '../context.ts'
import { noteStaffClaim, noteTaking, noteVisit } from '../abuse/visits.ts'
import type { CouponRecord } from '../coupons/coupon-record.ts'
import type { CouponsService } from '../coupons/service.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import type { OptOutChange } from '../privacy/opt-out.ts'
import { readSettings } from '../settings/service.ts'
import { greetingOf } from './greeting.ts'
import { claimOffer, freshProduct, type ProductFacts } from './offer.ts'
import { mayUse, type Standing, standingOf, viewOf } from './standing.ts'
import type { Visitor } from './visitor.ts'

export interface ClaimNeeds {
  coupons: Pick<CouponsService, 'findByToken' | 'open' | 'claim'>
  customers: {
    identify: (externalUserId: string) => Promise<string | null>
    /** Name and gender are the customer's own at WeChat; the advisor's remark never comes here. */
    find: (
      customerId: string,
    ) => Promise<{ name: string; gender: number; optedOutAt: number | null } | undefined>
  }
  privacy: Record<'optOut' | 'optIn', (trx: Database, changed: OptOutChange) => Promise<void>>
  members: { nameOf: (userId: string) => Promise<string> }
  products: {
    productsBySku: (db: Database, skus: readonly string[]) => Promise<ReadonlyMap<string, ProductFacts>>
  }
}

interface OpeningDevice {
  /** The name that it has, or gets where it sees the coupon open. */
  deviceHash: string
  /** What tells it apart where it has none. */
  apparentHash: string
}

export interface ClaimsService {
  /** Changes nothing at all. */
  read: (token: string, visitor: Visitor) => Promise<Claim>
  open: (token: string, visitor: Visitor, device: OpeningDevice) => Promise<Claim>
  /** `deviceHash`: the device that the coupon is bound to if this is its first claim. */
  take: (token: string, visitor: Visitor, deviceHash: string) => Promise<Claim>
  optOut: (token: string, visitor: Visitor) => Promise<void>
  optIn: (token: string, visitor: Visitor) => Promise<void>
}

interface Found {
  coupon: CouponRecord
  terms: OfferTerms
  standing: Standing
  products: ProductFacts[]
}

const memberOf = ({ identity }: Visitor) => (identity?.kind === 'member' ? identity.userId : null)

export function createClaimsService(context: ServerContext, needs: ClaimNeeds): ClaimsService {
  const { coupons, customers, members } = needs

  async function find(token: string, visitor: Visitor): Promise<Found> {
    const found = await coupons.findByToken(token)
    if (!found) throw new AppError('not_found')
    const { identity } = visitor
    const visitorId = identity?.kind === 'customer' ? await customers.identify(identity.externalUserId) : null
    const products = await needs.products.productsBySku(context.db, found.terms.skus)
    return {
      ...found,
      standing: standingOf(found.coupon, visitor, visitorId),
      products: [...products.values()],
    }
  }

  async function findOwn(token: string, visitor: Visitor): Promise<Found> {
    const found = await find(token, visitor)
    if (found.standing === 'stranger') throw new AppError('wrong_customer')
    return found
  }

  const isSoldOut = ({ terms, products }: Found) => freshProduct(terms, products, context.now())?.stock === 0

  async function show(found: Found): Promise<Claim> {
    const { coupon, terms, standing, products } = found
    const { storeName, shopUrl } = await readSettings(context)
    const serverNow = context.now()
    const view = viewOf(coupon, standing, isSoldOut(found))
    const closed: Claim = {
      view,
      brand: storeName === '' ? '专属优惠' : storeName,
      offer: null,
      advisorName: null,
      expiresAt: null,
      serverNow,
      greeting: null,
      reason: null,
      code: null,
      codeQrSvg: null,
      shopUrl: null,
      isOptedOut: null,
    }
    if (view === 'stranger') return closed
    const customer = mayUse(standing) ? await customers.find(coupon.customerId) : undefined
    const owner = standing === 'owner' ? customer : undefined
    const hasCode = view === 'claimed' && mayUse(standing)
    const productUrl = products.find(({ url }) => url !== null)?.url ?? null
    return {
      ...closed,
      offer: claimOffer(coupon, terms, products, serverNow),
      advisorName: await members.nameOf(coupon.issuedBy),
      expiresAt: coupon.expiresAt,
      greeting: owner ? greetingOf(owner) : null,
      reason: owner ? terms.customerReason : null,
      code: hasCode ? coupon.code : null,
      codeQrSvg: hasCode ? renderSVG(coupon.code, { ecc: 'M', border: 2 }) : null,
      shopUrl: hasCode ? (productUrl ?? shopUrl) : null,
      isOptedOut: customer ? customer.optedOutAt !== null : null,
    }
  }

  /** Only on the device that took the coupon, or by its identified owner: a link alone does not speak for the customer. */
  async function choose(choice: 'optOut' | 'optIn', token: string, visitor: Visitor): Promise<void> {
    const { coupon, standing } = await findOwn(token, visitor)
    if (!mayUse(standing)) throw new AppError('forbidden')
    const changed = { customerId: coupon.customerId, actor: 'customer', reason: null }
    await context.db.transaction().execute((trx) => needs.privacy[choice](trx, changed))
  }

  const read = async (token: string, visitor: Visitor) => show(await find(token, visitor))

  return {
    read,
    async open(token, visitor, device) {
      const found = await find(token, visitor)
      const { couponId, customerId } = found.coupon
      const visited = { couponId, customerId, userId: memberOf(visitor) }
      const seen = visitor.deviceHash ?? device.apparentHash
      if (found.standing === 'stranger') {
        await noteVisit(context, { ...visited, deviceHash: seen })
        throw new AppError('wrong_customer')
      }
      await coupons.open(couponId)
      const claim = await read(token, visitor)
      await noteVisit(context, { ...visited, deviceHash: claim.view === 'open' ? device.deviceHash : seen })
      return claim
    },
    async take(token, visitor, deviceHash) {
      const found = await find(token, visitor)
      const { couponId, customerId, claimedAt } = found.coupon
      if (found.standing === 'stranger') {
        const userId = memberOf(visitor)
        if (visitor.identity?.kind === 'member')
          await noteStaffClaim(context, { couponId, customerId, userId })
        throw new AppError('wrong_customer')
      }
      if (claimedAt === null && isSoldOut(found)) return show(found)
      await coupons.claim(couponId, deviceHash)
      if (claimedAt === null) {
        await noteVisit(context, { couponId, customerId, deviceHash, userId: null })
        await noteTaking(context, { customerId, deviceHash })
      }
      return read(token, { ...visitor, deviceHash })
    },
    optOut: (token, visitor) => choose('optOut', token, visitor),
    optIn: (token, visitor) => choose('optIn', token, visitor),
  }
}
