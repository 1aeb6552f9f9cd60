/** What a talk knows about variables that have no value. */
export interface MissingContext {
  /** Why no stock may be named; null = it may. */
  stock: string | null
  /** Why no testimonial may be shown; null = one may. */
  testimonial: string | null
}

const known: Readonly<Record<string, string>> = {
  券名: '没有在用的券，也没有推荐的优惠',
  有效期: '没有在用的券，也没有推荐的优惠',
  价格: '不知道在聊哪个商品的价格',
  可用天数: '商品没有可用天数',
  日均价: '商品没有价格或可用天数',
  上次商品: '还没有买过',
  生日祝福: '今天不是 TA 的生日',
  积分: '没有积分数据',
  积分过期日: '没有要过期的积分',
}

/** Why these variables have no value, each reason once, in order; unknown variables have none. Stock: OFF-18; testimonials: SCR-03. */
export function missingReasons(names: readonly string[], { stock, testimonial }: MissingContext): string[] {
  const reasons = names.map((name) => {
    if (name === '余量' || name === '真实余量') return stock
    if (name === '见证') return testimonial
    return Object.hasOwn(known, name) ? (known[name] ?? null) : null
  })
  return [...new Set(reasons.filter((reason) => reason !== null))]
}
