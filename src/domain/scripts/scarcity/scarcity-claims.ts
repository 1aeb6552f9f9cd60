import { type FoldedText, foldText } from '../words/folded-text.ts'
import { countOf } from './count-word.ts'

/** The variables that are filled from the live stock. */
export const liveVariables = ['余量', '真实余量'] as const

export interface ScarcityClaim {
  /** As written in the text. */
  found: string
  /** [start, end) in the text. */
  start: number
  end: number
  /** What it counts: a live variable, a number, a count that is none ("几件"), or nothing ("限量"). */
  count: 'live' | number | 'vague' | null
}

const live = `\\{(?:${liveVariables.join('|')})\\}`
const count = `(${live}|[\\d零〇一二两三四五六七八九十百千万几数]+)`
/** What stock and places are counted in; the turns of speech behind 个, 件 and 位 count no goods. */
const unit =
  '(?:多)?(?:个(?!问题|步骤|月|小时|环节|建议|星期|字|疑问|原因|地方|钟)|件(?!事)|位(?!数)|[份名单瓶盒支套席张组台只箱片条枚包袋款]|库存|名额)'

/** Each with the words of which one is in it: most texts have none, and need no closer look. */
const patterns = [
  [['剩'], `(?:[仅只就还]|最后)剩(?:下|余|了)*(?:最后)?${count}${unit}`] as const,
  [['仅', '只', '最后'], `(?:[仅只]|最后)(?:有|余)?(?:最后)?${count}${unit}(?:库存|名额|了)`] as const,
  [['最后'], `最后(?:的)?${count}${unit}`] as const,
  [['前', '头'], `(?:(?<![之以此目提从当年月周天]|[分料]表[里中的]?)前|头)${count}(?:人|${unit})`] as const,
  [
    ['前'],
    `(?<![之以此目提从当年月周天]|排名|销量|热销)前(${live}|\\d{2,})(?=享|送|赠|立?减|打|半价|免|有礼|可[享领得]|\\d*\\.?\\d*折|[,。!;、]|$)`,
  ] as const,
  [['限'], `(?<!每人|每单|每位|每户|每家)限(?:量|额)?${count}(?:人|${unit})`] as const,
  [['仅'], `(?<!每[天晚次日周月])仅(?:有|限)?${count}(?:人|${unit})(?!就|即|装|够)`] as const,
  [['只有'], `只有${count}[份名套席张]`] as const,
  [
    ['余量', '库存', '名额'],
    `(?:余量|库存|名额)(?:仅|只|就|还|是|为|有|剩|余|:)*${count}(?:${unit})?`,
  ] as const,
  [['剩'], `剩余?${count}${unit}`] as const,
  [
    ['限量', '余量', '名额', '数量', '库存'],
    '限量|余量(?!\\})|(?:名额|数量|库存)(?:有限|不多|紧张|告急|见底)',
  ] as const,
  [['罄', '完', '光', '货'], '(?:即将|马上|快要?|就要?)(?:售罄|卖完|卖光|抢完|抢光|断货|没货|缺货)'] as const,
  [
    ['止', '先到', '手慢', '秒', '所剩', '欲购'],
    '(?:卖|售|赠|送|抢)完(?:即|为)止|先到先得|手慢无|秒[光空罄]|所剩无几|欲购从速',
  ] as const,
].map(([telling, source]) => ({ telling, pattern: new RegExp(source, 'gu') }))

function mayHold(folded: string, telling: readonly string[]): boolean {
  return telling.some((word) => folded.includes(word))
}

/** Whether a text, folded as it reads, says anywhere that little is left. */
export function tellsOfScarcity(folded: string): boolean {
  return patterns.some(({ telling, pattern }) => mayHold(folded, telling) && folded.search(pattern) >= 0)
}

function counted(word: string | undefined): ScarcityClaim['count'] {
  if (word === undefined) return null
  return word.startsWith('{') ? 'live' : (countOf(word) ?? 'vague')
}

/**
 * Where a text says that little is left: "仅剩3件", "前100名", "限量", "最后{余量}份", by position; of overlapping ones the
 * earlier, then the longer. Reads scripts and finished texts alike, under full-width forms, Traditional characters and separators.
 * Source: OFF-18. Deadlines ("还剩3天") are no stock: a coupon's expiry answers for them.
 */
export function scarcityClaims(text: string, reading: FoldedText = foldText(text)): ScarcityClaim[] {
  const { folded, starts, ends } = reading
  const found = patterns.filter(({ telling }) => mayHold(folded, telling))
  const claims = found.flatMap(({ pattern }) =>
    [...folded.matchAll(pattern)].map((match): ScarcityClaim => {
      const start = starts[match.index] ?? 0
      const end = ends[match.index + match[0].length - 1] ?? text.length
      return { found: text.slice(start, end), start, end, count: counted(match[1]) }
    }),
  )
  claims.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: ScarcityClaim[] = []
  for (const claim of claims) if (claim.start >= (kept.at(-1)?.end ?? 0)) kept.push(claim)
  return kept
}

/**
 * The claims that nothing backs, given what the text may count: each must count the live stock, and one without a count
 * ("限量") needs a neighbour that does. `isLive` says whether a count is the live one.
 */
export function unbackedClaims(
  text: string,
  isLive: (count: ScarcityClaim['count']) => boolean,
  reading?: FoldedText,
): ScarcityClaim[] {
  const claims = scarcityClaims(text, reading)
  const isBacked = claims.some((claim) => isLive(claim.count))
  return claims.filter((claim) => (claim.count === null ? !isBacked : !isLive(claim.count)))
}
