import { describe, expect, it } from 'vitest'
import { rfmPhrase, rfmSentence } from '../../../src/domain/rfm/sentence.ts'
import { rfmSegments } from '../../../src/domain/rfm/segment.ts'
import { makeValues } from './populations.ts'

describe('rfmPhrase', () => {
  it('says each axis in words', () => {
    expect(rfmPhrase('important-develop')).toBe('最近买过，买得少，客单高')
    expect(rfmPhrase('general-keep')).toBe('很久没买，买得勤，客单低')
  })

  it('differs for each segment', () => {
    expect(new Set(rfmSegments.map(rfmPhrase)).size).toBe(8)
  })
})

describe('rfmSentence', () => {
  it('gives the numbers with their standing', () => {
    expect(rfmSentence(makeValues(12, 2, 32_049), 'important-develop')).toBe(
      '12 天前买过（算近）；近 12 个月有 2 天下单（算少）；每次约 320 元（算高）',
    )
    expect(rfmSentence(makeValues(0, 9, 1950), 'general-keep')).toBe(
      '今天买过（算久）；近 12 个月有 9 天下单（算多）；每次约 20 元（算低）',
    )
  })
})
