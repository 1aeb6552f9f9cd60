import { describe, expect, it } from 'vitest'
import { deriveTags } from '../../../../src/domain/tags/derive-tags.ts'
import { readySegments } from '../../../../src/domain/tags/rules/ready-segments.ts'
import { asOf, sampleRfm } from '../../customers/sample-facts.ts'
import { sampleTagFacts } from '../sample-tag-facts.ts'

const said = (...changes: Parameters<typeof sampleTagFacts>) =>
  deriveTags(sampleTagFacts(...changes), readySegments({ rules: {} })).map(
    ({ name, evidence }) => `${name}: ${evidence}`,
  )

describe('ready segments (TAG-04, TAG-11)', () => {
  it.each([
    [50_000, 50_000, ['高端人群: 客单500元，看过高端线（500元）']],
    [49_999, 50_000, []],
    [50_000, 49_999, []],
  ])('TAG-04: orders of %i fen on average and a look at %i fen: %o', (averageOrderFen, priceFen, tags) => {
    expect(said({ averageOrderFen }, { dearest: { priceFen, at: asOf } })).toEqual(tags)
  })

  it.each([
    [3, []],
    [4, ['老客: 累计下单4次']],
  ])('TAG-11: %i orders: %o', (orderCount, tags) => {
    expect(said({ orderCount })).toEqual(tags)
  })

  it.each([
    ['bought twice and shared', { purchaseDays: 2 }, { shares30d: 1 }, true],
    ['bought once', { purchaseDays: 1 }, { shares30d: 1 }, false],
    ['of a value segment', { purchaseDays: 1, rfm: sampleRfm('general-value') }, { shares30d: 1 }, true],
    ['interacted four times', { purchaseDays: 2 }, { interactions30d: 4 }, false],
    ['interacted five times', { purchaseDays: 2 }, { interactions30d: 5 }, true],
    ['complains', { purchaseDays: 2, hasOpenComplaint: true }, { shares30d: 1 }, false],
  ])('TAG-11: RFM and social behaviour together: %s', (_who, facts, browsing, isVoice) => {
    expect(said(facts, browsing).some((text) => text.startsWith('乐于分享'))).toBe(isVoice)
  })
})
