import type { CouponCard } from '../../../contract/coupons.ts'
import { localTime } from '../../../domain/calendar.ts'
import type { Config } from '../../config.ts'

/** Neighbouring calls cut titles at 128 bytes and descriptions at 512; these keep clear of both. */
const titleBytes = 60
const descBytes = 500

const encoder = new TextEncoder()

function clipped(text: string, maxBytes: number): string {
  if (encoder.encode(text).length <= maxBytes) return text
  const mark = '…'
  let kept = ''
  let bytes = encoder.encode(mark).length
  for (const character of text) {
    bytes += encoder.encode(character).length
    if (bytes > maxBytes) break
    kept += character
  }
  return kept + mark
}

const two = (value: number) => String(value).padStart(2, '0')

/** The `news` message that carries the coupon; it may be forwarded, so it names neither the customer nor the reason. */
export function couponCard(
  coupon: { token: string; headline: string; expiresAt: number },
  { publicUrl, timeZone }: Pick<Config, 'publicUrl' | 'timeZone'>,
): CouponCard {
  const { month, dayOfMonth, hour, minute } = localTime(coupon.expiresAt, timeZone)
  const until = `${two(month)}-${two(dayOfMonth)} ${two(hour)}:${two(minute)}`
  return {
    link: `${publicUrl}/c/${coupon.token}`,
    title: clipped(coupon.headline, titleBytes),
    desc: clipped(`只为您准备，${until} 前有效，点开领取`, descBytes),
    imgUrl: `${publicUrl}/coupon-card.png`,
  }
}
