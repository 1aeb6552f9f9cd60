/** 有赞订单 in GBK, as its spreadsheet would save it: these characters alone, so that no table of GBK is needed. */
export const youzanHeader =
  '订单号,订单状态,订单创建时间,买家付款时间,买家手机号,商品名称,规格编码,商品数量,商品单价,商品实际成交金额,订单实付金额,运费,商品已退款金额'

/** Three orders (one of two goods, one closed after payment, one not paid) and two bad lines. */
export const youzanLines = [
  'E2025001,交易完成,2025/3/5 14:03,2025/3/5 14:05,13800010001,面霜,A-1,2,"1,234.50",2469.00,2568.00,9.00,0.00',
  'E2025001,交易完成,2025/3/5 14:03,2025/3/5 14:05,13800010001,精华,B-1,1,90,90.00,2568.00,9.00,0.00',
  'E2025002,交易关闭,2025/3/6 9:00,2025/3/6 9:01,13800010002,面霜,A-1,1,99,99.00,99.00,0,99.00',
  'E2025003,待付款,2025/3/7 9:00,,13800010003,面霜,A-1,1,99,99.00,99.00,0,',
  'E2025004,交易完成,2025/3/8 9:00,2025/3/8 9:01,138****0004,面霜,A-1,1,99,99.00,99.00,0,',
  'E2025005,交易完成,2025/3/9 9:00,昨天,13800010005,面霜,A-1,1,99,99.00,99.00,0,',
]

const letters = new Map<string, number[]>()
const decoder = new TextDecoder('gbk')
for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    const letter = decoder.decode(Uint8Array.of(lead, trail))
    if (letter.length === 1 && !letters.has(letter)) letters.set(letter, [lead, trail])
  }
}

/** The bytes of a text in GBK. */
export function inGbk(text: string): Buffer {
  return Buffer.from(
    [...text].flatMap((letter) => {
      const code = letter.codePointAt(0) ?? 0
      const bytes = code < 0x80 ? [code] : letters.get(letter)
      if (!bytes) throw new Error(`GBK has no ${letter}`)
      return bytes
    }),
  )
}

export const youzanFile = inGbk(`${[youzanHeader, ...youzanLines].join('\r\n')}\r\n`)
