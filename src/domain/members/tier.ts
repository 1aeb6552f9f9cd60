import { yuan, type Fen } from '../money.ts'
import { ruleValue } from '../rules/value.ts'
import type { StoreSettings } from '../settings.ts'

/** A level and the net spend of 12 months from which it is reached (inclusive). */
export interface TierLevel {
  name: string
  fromFen: Fen
}

export interface MemberTier {
  /** The shop's own word, else the name of the level. */
  name: string
  isFromShop: boolean
  /** The next level and what is missing to it, at least 1 fen; null at the top, or where the shop's word is none of our levels. */
  next: { name: string; missingFen: Fen } | null
  /** For the advisor: "白银会员，再消费260元升黄金". */
  text: string
}

/** MEM-01: the store's levels, lowest first: its names with the thresholds 0, 500, 2,000 and 5,000 元; fewer names use the first of them. */
export function tierLevels(settings: Pick<StoreSettings, 'memberTierNames' | 'rules'>): TierLevel[] {
  const thresholds = [
    0,
    ruleValue(settings, 'MEM-01', 'secondFromFen'),
    ruleValue(settings, 'MEM-01', 'thirdFromFen'),
    ruleValue(settings, 'MEM-01', 'fourthFromFen'),
  ]
  return settings.memberTierNames
    .slice(0, thresholds.length)
    .map((name, index) => ({ name, fromFen: thresholds[index] ?? 0 }))
}

/** "黄金会员" and "黄金卡" mean 黄金; null when it is none of the levels. */
function levelNamed(word: string, levels: readonly TierLevel[]): number | null {
  const bare = word.trim().replace(/(?:会员|卡)$/, '')
  const index = levels.findIndex(({ name }) => name === word.trim() || name === bare)
  return index < 0 ? null : index
}

/**
 * The member tier (MEM-01 "Axes"): the shop's value where it has one, else the highest level that the net
 * spend of 12 months reaches (inclusive; a negative sum counts as 0). The distance is to the level after it, in fen; none
 * where the spend has already reached it, since then the shop grades by other rules. `levels` lowest first, from 0.
 */
export function memberTier(
  { shopTier, netSpend12mFen }: { shopTier: string | null; netSpend12mFen: Fen },
  levels: readonly TierLevel[],
): MemberTier {
  const spentFen = Math.max(0, netSpend12mFen)
  const word = shopTier?.trim() ?? ''
  const reached = levels.filter(({ fromFen }) => spentFen >= fromFen).length - 1
  const index = word === '' ? reached : levelNamed(word, levels)
  const name = word === '' ? (levels[reached]?.name ?? '') : word
  const above = index === null ? undefined : levels[index + 1]
  const missingFen = above === undefined ? 0 : above.fromFen - spentFen
  const next = above !== undefined && missingFen > 0 ? { name: above.name, missingFen } : null
  return { name, isFromShop: word !== '', next, text: tierText(name, next) }
}

function tierText(name: string, next: MemberTier['next']): string {
  const shown = /(?:会员|卡)$/.test(name) ? name : `${name}会员`
  return next === null ? shown : `${shown}，再消费${yuan(next.missingFen)}元升${next.name}`
}
