import { yuan } from '../money.ts'

const followedBy = (word: string) => (amount: number) => `${amount}${word}`

/** How an amount of each unit is said in a sentence for staff. */
const unitTexts = {
  fen: (amount: number) => `${yuan(amount)}元`,
  percent: followedBy('%'),
  seconds: followedBy('秒'),
  minutes: followedBy('分钟'),
  hours: followedBy('小时'),
  days: followedBy('天'),
  weeks: followedBy('周'),
  months: followedBy('个月'),
  /** A local hour of the day, 0 to 24. */
  clock: followedBy('点'),
  /** 1 = the day itself. */
  dayOrdinal: (amount: number) => `第${amount}天`,
  times: followedBy('次'),
  pieces: followedBy('件'),
  pieceOrdinal: (amount: number) => `第${amount}件`,
  people: followedBy('人'),
  messages: followedBy('条'),
  coupons: followedBy('张'),
  steps: followedBy('步'),
  pages: followedBy('页'),
  fields: followedBy('项'),
  choices: followedBy('种'),
  multiple: followedBy('倍'),
  /** What is paid of the price, in percent: 80 is 8折. */
  fold: (amount: number) => `${Math.round(amount) / 10}折`,
  /** Gain for each unit spent. */
  ratio: (amount: number) => `1:${amount}`,
  /** 0 or 1. */
  switch: (amount: number) => (amount === 0 ? '关' : '开'),
} satisfies Record<string, (amount: number) => string>

export type RuleUnit = keyof typeof unitTexts

export const ruleUnits = Object.keys(unitTexts) as readonly RuleUnit[]

/** An amount with its unit in words: 80,000 fen → "800元", 14 days → "14天", 80 fold → "8折". */
export function amountText(amount: number, unit: RuleUnit): string {
  return unitTexts[unit](amount)
}

/** Whether only whole numbers make sense; multiples may have decimals. */
export function isWholeUnit(unit: RuleUnit): boolean {
  return unit !== 'multiple'
}
