import type { RfmValues } from './rfm-values.ts'
import { flagsOf, type RfmSegment } from './segment.ts'

/** The segment in a few plain words, for example 最近买过，买得少，客单高. */
export function rfmPhrase(segment: RfmSegment): string {
  const { isRecent, isFrequent, isHighValue } = flagsOf(segment)
  return [
    isRecent ? '最近买过' : '很久没买',
    isFrequent ? '买得勤' : '买得少',
    isHighValue ? '客单高' : '客单低',
  ].join('，')
}

/**
 * R, F and M in words with their numbers, and how each compares with the store's median, for example
 * 12 天前买过（算近）；近 12 个月有 2 天下单（算少）；每次约 320 元（算高）.
 */
export function rfmSentence(values: RfmValues, segment: RfmSegment): string {
  const { isRecent, isFrequent, isHighValue } = flagsOf(segment)
  const last = values.recencyDays === 0 ? '今天买过' : `${values.recencyDays} 天前买过`
  const often = `近 12 个月有 ${values.orderDays} 天下单`
  const value = `每次约 ${Math.round(values.meanValueFen / 100)} 元`
  return [
    `${last}（${isRecent ? '算近' : '算久'}）`,
    `${often}（${isFrequent ? '算多' : '算少'}）`,
    `${value}（${isHighValue ? '算高' : '算低'}）`,
  ].join('；')
}
