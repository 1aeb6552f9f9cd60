import type { OfferCard, OfferException, RefusedOffer } from '../../contract/offers.ts'
import { firedTriggers } from '../../domain/actions/fired-triggers.ts'
import { hourMs, localTime } from '../../domain/calendar.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { yuan } from '../../domain/money.ts'
import { offerCaps, tightestCap } from '../../domain/offers/caps.ts'
import type { OfferContext } from '../../domain/offers/context.ts'
import { isPriceReward, offerHeadline, rewardKindName } from '../../domain/offers/describe.ts'
import { swapFor } from '../../domain/offers/classes/swap.ts'
import { capsFor } from '../../domain/offers/eligibility.ts'
import { capsUnder, exceptionFor, mayAskForException } from '../../domain/offers/exceptions/exception.ts'
import type { RankedOffer } from '../../domain/offers/ranking.ts'
import type { RefusedOffer as RefusedVerdict } from '../../domain/offers/refusal.ts'

const capNames = { 'OFF-01': '单次上限', 'CAP-12M': '近12个月余额', 'OFF-05': '毛利上限' } as const

/** 「11-06 19:58 前有效」 in the store's zone. */
export function validText(expiresAt: number, timeZone: string): string {
  const { month, dayOfMonth, hour, minute } = localTime(expiresAt, timeZone)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(month)}-${two(dayOfMonth)} ${two(hour)}:${two(minute)} 前有效`
}

/** Where the cap comes from: 单次上限 64 元 = LTV 640 的 10%. */
export function basisText(facts: CustomerFacts, { settings }: OfferContext): string {
  const base = facts.ltv.reason === 'no-order' ? '新客预估价值' : 'LTV'
  const input = { capBaseFen: facts.capBaseFen, openAndRedeemed12mFen: 0, expectedBasketMarginFen: null }
  const capFen = offerCaps(input, settings).singleFen
  return `单次上限 ${yuan(capFen)} 元 = ${base} ${yuan(facts.capBaseFen)} 的 ${settings.singleCapPercent}%`
}

/** An eligible offer as the advisor sees it, with trigger, evidence, cost against cap, expiry and rule id. */
export function offerCard(ranked: RankedOffer, facts: CustomerFacts, context: OfferContext): OfferCard {
  const { offer, resolvedRewards, costFen, expiresAt } = ranked
  const { terms } = offer
  const exception = exceptionFor(offer.offerId, facts.asOf, context)
  const cap = tightestCap(capsUnder(exception, capsFor(terms, facts, context)))
  const fired = firedTriggers(facts).find(({ trigger }) => trigger.ruleId === terms.ruleId)
  const hours = Math.round((expiresAt - facts.asOf) / hourMs)
  const first = resolvedRewards[0]
  return {
    offerId: offer.offerId,
    offerVersionId: offer.offerVersionId,
    name: terms.name,
    headline: offerHeadline(terms, resolvedRewards),
    kindName: first ? rewardKindName(first.kind) : terms.name,
    isPriceReward: resolvedRewards.some(({ kind }) => isPriceReward(kind)),
    costFen,
    capFen: cap.capFen,
    capText:
      cap.ruleId === 'OFF-01'
        ? `${basisText(facts, context)}${ranked.exceptionId === undefined ? '' : '，主管已批准例外'}`
        : `${capNames[cap.ruleId]} ${yuan(cap.capFen)} 元`,
    marginSharePercent: ranked.marginSharePercent,
    expectedValueFen: ranked.expectedValueFen,
    expectedRedemption: terms.expectedRedemption,
    baselineConversion: terms.baselineConversion,
    validText: `${hours}小时有效，${validText(expiresAt, facts.timeZone)}`,
    expiresAt,
    isTriggered: ranked.isTriggered,
    ruleId: terms.ruleId ?? cap.ruleId,
    trigger: fired?.trigger.title ?? '在上限内的优惠',
    evidence: fired?.evidence ?? [terms.customerReason],
    rankReasons: ranked.reasons,
  }
}

/** A refused offer with its reasons, what could be sent in its place, and how far asking a manager has come. */
export function refusedCard(
  verdict: RefusedVerdict,
  ranked: readonly RankedOffer[],
  exception: OfferException | null,
): RefusedOffer {
  const { offer, judgedRewards, costFen, refusals } = verdict
  const { offerId, terms } = offer
  const insteadOfferId = swapFor(verdict, ranked)
  const instead = ranked.find((entry) => entry.offer.offerId === insteadOfferId)
  return {
    offerId,
    name: terms.name,
    headline: offerHeadline(terms, judgedRewards),
    costFen,
    refusals: refusals.map(({ code, ruleId, text }) => ({ code, ruleId, text })),
    insteadOfferId,
    insteadHeadline: instead ? offerHeadline(instead.offer.terms, instead.resolvedRewards) : null,
    canAskException: mayAskForException(refusals),
    exception,
  }
}
