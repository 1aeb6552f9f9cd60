import { randomBytes } from 'node:crypto'
import type { CouponCard } from '../../../src/contract/coupons.ts'
import type { Coupon } from '../../../src/contract/coupons.ts'
import type { OfferTerms, Reward } from '../../../src/domain/offers/offer.ts'
import { offerHeadline } from '../../../src/domain/offers/describe.ts'
import { createAttribution } from '../../../src/server/attribution/service.ts'
import { createBudgetsService } from '../../../src/server/budgets/service.ts'
import { readConfig } from '../../../src/server/config.ts'
import type { ServerContext } from '../../../src/server/context.ts'
import type { CouponNeeds } from '../../../src/server/coupons/needs.ts'
import { createCouponsService } from '../../../src/server/coupons/service.ts'
import { createCustomers } from '../../../src/server/customers/service.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import { AppError } from '../../../src/server/http/app-error.ts'
import type { Actor } from '../../../src/server/http/register.ts'
import { keepNothing } from '../../../src/server/http/settle.ts'
import { createLedgerService } from '../../../src/server/ledger/service.ts'
import { createMembers } from '../../../src/server/members/service.ts'
import type { JudgeForIssue } from '../../../src/server/offers/issue-verdict.ts'
import { WecomRefused } from '../../../src/server/wecom/answer.ts'

/** 2026-03-18 20:00 in Shanghai. */
export const couponNow = Date.UTC(2026, 2, 18, 12)
export const hour = 3_600_000
export const minute = 60_000

export const lin: Actor = { userId: 'lin', name: '林晓', role: 'advisor', sessionId: 'session-lin' }
export const zhao: Actor = { userId: 'zhao', name: '赵宁', role: 'advisor', sessionId: 'session-zhao' }

const baseTerms: OfferTerms = {
  name: '满299减30',
  rewards: [{ kind: 'amount', amountFen: 3000 }],
  audience: [],
  minSpendFen: 29_900,
  skus: [],
  categories: [],
  validity: { kind: 'hours', hours: 24 },
  repeatAfterDays: 0,
  isForNewcomers: false,
  customerReason: '您最近关注这款精华',
  usageRules: ['不与其他券同用'],
  expectedRedemption: 0.3,
  baselineConversion: 0.1,
}

/** What the offer rules answer: by default the offer as it is, within every cap. */
export interface Rules {
  costFen: number
  refusal: string | null
  /** Set: the cadence meter warns and asks for a reason. */
  isFull: boolean
}

/**
 * Coupons with real ledger, budgets, customers and members on one database. The rules of offers and of cadence are stood
 * in for by `rules`; a touch is one row, so that a rolled-back transaction takes it back.
 */
export function couponSide(db: Database, draw: (count: number) => Uint8Array = randomBytes) {
  const clock = { now: couponNow }
  const rules: Rules = { costFen: 3000, refusal: null, isFull: false }
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const environment = {
    PUBLIC_URL: 'https://zhike.test',
    SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
    WECOM_CORP_ID: 'ww-test',
    WECOM_AGENT_ID: '1000002',
    WECOM_SECRET: 'app-secret',
  }
  const config = readConfig(environment, () => '')
  const context: ServerContext = { config, db, now: () => clock.now, randomBytes: draw, log }
  const customers = createCustomers(context, {
    rights: { reachedThrough: async (userId, followerIds) => followerIds.filter((id) => id === userId) },
    client: {
      get: () => Promise.reject(new WecomRefused('externalcontact/get', 84061)),
      post: () => Promise.reject(new WecomRefused('externalcontact/remark', 84061)),
      agentTicket: () => Promise.reject(new Error('not asked')),
      corpTicket: () => Promise.reject(new Error('not asked')),
    },
    linkExternalContacts: () => Promise.reject(new Error('WeCom knows nobody here')),
  })
  const judge: JudgeForIssue = async (trx, { offerId }) => {
    if (rules.refusal !== null)
      return { ok: false, refusals: [{ code: 'singleCap', ruleId: 'OFF-01', text: rules.refusal }] }
    const offerVersionId = `${offerId}-1`
    const row = await trx
      .selectFrom('offerVersion')
      .select('termsJson')
      .where('offerVersionId', '=', offerVersionId)
      .executeTakeFirstOrThrow()
    const terms = JSON.parse(row.termsJson) as OfferTerms
    return {
      ok: true,
      offerId,
      offerVersionId,
      terms,
      headline: offerHeadline(terms),
      rewards: terms.rewards,
      costFen: rules.costFen,
      expiresAt: clock.now + 24 * hour,
      decisionId: null,
      caps: { capBaseFen: 64_000 },
    }
  }
  const touches: CouponNeeds['touches'] = {
    async requireAllowed(_trx, { override }) {
      if (rules.isFull && !override) throw new AppError('needs_reason', { details: { warnings: [] } })
    },
    async recordBubble(trx, { asOf, couponId, customerId, userId, text, via }) {
      const bubbleId = `bub-${couponId}-${randomBytes(6).toString('hex')}`
      const row = { bubbleId, touchId: bubbleId, customerId, userId, scriptId: null, couponId, text, via }
      await trx
        .insertInto('touchBubble')
        .values({ ...row, contentType: 'offer', isReply: 0, isEdited: 0, at: asOf })
        .execute()
    },
  }
  const budgets = createBudgetsService(context)
  const ledger = createLedgerService(context, { budgets })
  const members = createMembers(context)
  const attribution = createAttribution()
  const needs: CouponNeeds = { judge, ledger, customers, touches, members, attribution }
  const coupons = createCouponsService(context, needs)

  async function addOffer(offerId: string, changes: Partial<OfferTerms> = {}): Promise<void> {
    const termsJson = JSON.stringify({ ...baseTerms, ...changes })
    const [offerVersionId, createdAt] = [`${offerId}-1`, couponNow]
    await db
      .insertInto('offerVersion')
      .values({ offerVersionId, offerId, version: 1, termsJson, createdAt })
      .execute()
  }

  return {
    context,
    clock,
    rules,
    budgets,
    ledger,
    customers,
    members,
    coupons,
    addOffer,
    /** A customer `wm-NAME` followed by these advisors. */
    async addCustomer(name: string, followers: readonly Actor[] = [lin]): Promise<string> {
      const customerId = `cus-${name}`
      const at = couponNow
      await db.insertInto('customer').values(customerRow(customerId, name)).execute()
      for (const { userId } of followers) {
        const entry = {
          customerId,
          userId,
          remark: '',
          description: '',
          followedAt: at,
          addWay: 1,
          state: '',
        }
        await db
          .insertInto('follow')
          .values({ ...entry, isActive: 1, updatedAt: at })
          .execute()
      }
      return customerId
    },
    issue: (name: string, offerId = 'off', actor = lin): Promise<{ coupon: Coupon; card: CouponCard }> =>
      coupons.issue(actor, `wm-${name}`, { offerId }, keepNothing),
    stored: (couponId: string) =>
      db.selectFrom('coupon').selectAll().where('couponId', '=', couponId).executeTakeFirstOrThrow(),
    touchesOf: (couponId: string) =>
      db.selectFrom('touchBubble').selectAll().where('couponId', '=', couponId).execute(),
    entriesOf: (couponId: string) =>
      db.selectFrom('ledgerEntry').selectAll().where('couponId', '=', couponId).execute(),
    async used(scope: string, scopeId: string, periodKey: string): Promise<number> {
      const row = await db
        .selectFrom('budgetUse')
        .select('usedFen')
        .where('scope', '=', scope)
        .where('scopeId', '=', scopeId)
        .where('periodKey', '=', periodKey)
        .executeTakeFirst()
      return row?.usedFen ?? 0
    },
  }
}

export type CouponSide = ReturnType<typeof couponSide>

/** What the shop says of an order that uses a coupon. */
export function orderWith(code: string, orderId: string, changes: object = {}) {
  return { code, orderId, orderAmountFen: 30_000, ...changes }
}

/** The code of an AppError, or what came instead. */
export async function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  try {
    return { answer: await attempt }
  } catch (error) {
    return error instanceof AppError ? error.code : error
  }
}

export const mixedRewards: Reward[] = [{ kind: 'freeShipping' }, { kind: 'priceProtection', days: 7 }]

function customerRow(customerId: string, name: string) {
  return {
    customerId,
    externalUserId: `wm-${name}`,
    name,
    contactType: 1,
    gender: 2,
    fieldsJson: '{}',
    assignmentKey: customerId,
    contactFetchedAt: couponNow + 30 * 24 * hour,
    lockVersion: 0,
    orderCount: 0,
    purchaseDays: 0,
    netSpendFen: 0,
    repeatSpendFen: 0,
    createdAt: couponNow,
    updatedAt: couponNow,
  }
}
