import { describe, expect, it } from 'vitest'
import { memberTier, tierLevels } from '../../../src/domain/members/tier.ts'
import { defaultSettings } from '../../../src/domain/settings.ts'

const levels = tierLevels(defaultSettings)
const tierAt = (netSpend12mFen: number, shopTier: string | null = null) =>
  memberTier({ shopTier, netSpend12mFen }, levels)

describe('tierLevels (MEM-01)', () => {
  it('are 青铜, 白银, 黄金 and 钻石 from 0, 500, 2,000 and 5,000 元', () => {
    expect(levels).toEqual([
      { name: '青铜', fromFen: 0 },
      { name: '白银', fromFen: 50_000 },
      { name: '黄金', fromFen: 200_000 },
      { name: '钻石', fromFen: 500_000 },
    ])
  })

  it('take the names and thresholds of the store; three names are three levels', () => {
    const rules = { 'MEM-01.secondFromFen': 30_000 }
    expect(tierLevels({ memberTierNames: ['银卡', '金卡', '钻卡'], rules })).toEqual([
      { name: '银卡', fromFen: 0 },
      { name: '金卡', fromFen: 30_000 },
      { name: '钻卡', fromFen: 200_000 },
    ])
  })
})

describe('memberTier', () => {
  it.each([
    [-1, '青铜', '白银', 50_000],
    [0, '青铜', '白银', 50_000],
    [49_999, '青铜', '白银', 1],
    [50_000, '白银', '黄金', 150_000],
    [50_001, '白银', '黄金', 149_999],
    [199_999, '白银', '黄金', 1],
    [200_000, '黄金', '钻石', 300_000],
    [499_999, '黄金', '钻石', 1],
  ])('net spend of %i fen: %s, next %s in %i fen', (fen, name, nextName, missingFen) => {
    expect(tierAt(fen)).toMatchObject({ name, isFromShop: false, next: { name: nextName, missingFen } })
  })

  it.each([500_000, 500_001, 9_000_000])('nothing above 钻石 at %i fen', (fen) => {
    expect(tierAt(fen)).toEqual({ name: '钻石', isFromShop: false, next: null, text: '钻石会员' })
  })

  it('says the distance in 元', () => {
    expect(tierAt(174_050).text).toBe('白银会员，再消费259.5元升黄金')
  })

  it.each([
    ['黄金', 60_000, '黄金', 440_000],
    ['黄金会员', 60_000, '黄金会员', 440_000],
    [' 白银卡 ', 60_000, '白银卡', 140_000],
  ])('the shop says "%s": its word counts, whatever the spend', (shopTier, fen, name, missingFen) => {
    expect(tierAt(fen, shopTier)).toMatchObject({ name, isFromShop: true, next: { missingFen } })
  })

  it.each([
    ['黑金', 60_000],
    ['钻石', 60_000],
    ['白银', 200_000],
  ])('no distance for "%s" at %i fen: top, unknown, or graded by other rules', (shopTier, fen) => {
    expect(tierAt(fen, shopTier)).toMatchObject({ name: shopTier, isFromShop: true, next: null })
  })

  it('an empty word of the shop is none', () => {
    expect(tierAt(50_000, ' ')).toMatchObject({ name: '白银', isFromShop: false })
  })

  it('says 会员 once', () => {
    expect(tierAt(0, '金卡会员').text).toBe('金卡会员')
    expect(tierAt(500_000, '钻石卡').text).toBe('钻石卡')
  })
})
