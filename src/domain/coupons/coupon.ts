/** The path and the exits. */
export const couponStates = [
  'issued',
  'sent',
  'opened',
  'claimed',
  'redeemed',
  'refunded',
  'expired',
  'voided',
  'lapsed',
] as const
export type CouponState = (typeof couponStates)[number]

/** The words of the state chips on the advisor's screen. */
export const couponStateNames: Record<CouponState, string> = {
  issued: '待确认',
  sent: '已发',
  opened: '已打开',
  claimed: '已领取',
  redeemed: '已核销',
  refunded: '已退款',
  expired: '已过期',
  voided: '已作废',
  lapsed: '已失效',
}

export const liveCouponStates: readonly CouponState[] = ['issued', 'sent', 'opened', 'claimed']
