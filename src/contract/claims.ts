import { z } from 'zod'
import { defineRoute } from './route.ts'
import { okSchema, tokenParams } from './values.ts'

/**
 * What the coupon page may show to this visitor.
 * `view`: `open` not taken yet; `claimed` taken, code shown only if `code` is there; `taken` taken on another device;
 * `stranger` an identified other customer; the rest are end states.
 */
export const claimSchema = z.object({
  view: z.enum([
    'open',
    'claimed',
    'taken',
    'stranger',
    'redeemed',
    'expired',
    'voided',
    'lapsed',
    'sold-out',
  ]),
  brand: z.string(),
  /** Absent for strangers. */
  offer: z
    .object({
      headline: z.string(),
      lines: z.array(z.string()),
      scope: z.string(),
      usageRules: z.array(z.string()),
      /** Live price and stock of the one product it applies to; absent when unknown or stale. */
      product: z
        .object({
          name: z.string(),
          priceFen: z.number(),
          expectedPaidFen: z.number(),
          stock: z.number().nullable(),
          shopUrl: z.string().nullable(),
        })
        .nullable(),
    })
    .nullable(),
  advisorName: z.string().nullable(),
  expiresAt: z.number().nullable(),
  serverNow: z.number(),
  /** Only for an identified owner: the polite form of address and why they got it. */
  greeting: z.string().nullable(),
  reason: z.string().nullable(),
  code: z.string().nullable(),
  /** SVG of the code as QR, only with `code`. */
  codeQrSvg: z.string().nullable(),
  shopUrl: z.string().nullable(),
  /** Whether they chose to get no personalised offers; null for who may not choose: neither owner nor the device that took it. */
  isOptedOut: z.boolean().nullable(),
})
export type Claim = z.infer<typeof claimSchema>

export const getClaim = defineRoute({
  name: 'getClaim',
  summary: 'What the coupon page shows; changes nothing, so that link scanners may read it',
  access: 'public',
  params: tokenParams,
  response: claimSchema,
})
export const openClaim = defineRoute({
  name: 'openClaim',
  summary: 'The page became visible to a person: the coupon counts as opened',
  access: 'public',
  params: tokenParams,
  response: claimSchema,
})
export const takeClaim = defineRoute({
  name: 'takeClaim',
  summary: '领取: takes the coupon, binds it to this device or to the identified owner, and shows the code',
  access: 'public',
  params: tokenParams,
  response: claimSchema,
})
export const optOutByClaim = defineRoute({
  name: 'optOutByClaim',
  summary: '不再接收个性化优惠: honoured at once, everywhere',
  access: 'public',
  params: tokenParams,
  response: okSchema,
})
