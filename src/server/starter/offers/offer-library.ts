import { consultation, doublePoints, fullSizeTrial, orderGift, referral, vipGift } from './care.ts'
import type { OfferDraft } from './offer-draft.ts'
import { birthday, comeBack, firstOrder } from './occasions.ts'
import { cappedPercent, fullCart, ladder, lightInterest, longLook } from './price.ts'
import { freeShipping, hesitantRelief, priceProtection } from './reassurance.ts'

/** What a new installation starts with: no invented products, in the order in which operators see them. */
export const offerLibrary: readonly OfferDraft[] = [
  hesitantRelief,
  freeShipping,
  priceProtection,
  doublePoints,
  consultation,
  ladder,
  cappedPercent,
  orderGift,
  longLook,
  lightInterest,
  fullCart,
  birthday,
  firstOrder,
  comeBack,
  vipGift,
  fullSizeTrial,
  referral,
]
