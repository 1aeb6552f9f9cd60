/**
 * Why a word may not go out: advertising law's absolutes, claims of effect, words of SCR-06, a watched feeling (SCR-05), or a
 * scarcity that no live stock backs (OFF-18).
 */
export const flaggedKinds = ['absolute', 'efficacy', 'sensitive', 'tone', 'scarcity'] as const
export type FlaggedKind = (typeof flaggedKinds)[number]

export interface FlaggedWord {
  word: string
  kind: FlaggedKind
  /** What may be said instead; null = leave it out. */
  replacement: string | null
}

function list(
  kind: FlaggedKind,
  pairs: readonly (readonly [word: string, replacement: string | null])[],
): FlaggedWord[] {
  return pairs.map(([word, replacement]) => ({ word, kind, replacement }))
}

/** The built-in list; a store adds its own. */
export const flaggedWords: readonly FlaggedWord[] = [
  ...list('absolute', [
    ['最佳', '更合适'],
    ['最好', '很好'],
    ['最优', '更优'],
    ['最低价', '优惠价'],
    ['最便宜', '很实惠'],
    ['最先进', '新一代'],
    ['最有效', '适合'],
    ['最安全', '温和'],
    ['国家级', '专业'],
    ['世界级', '专业'],
    ['顶级', '高端'],
    ['极品', '优质'],
    ['全网第一', '受欢迎'],
    ['全国第一', '受欢迎'],
    ['销量第一', '卖得好'],
    ['史无前例', '少见'],
    ['独一无二', '特别'],
    ['百分百', '尽量'],
    ['100%', '尽量'],
    ['永久', '长期'],
    ['万能', '多用'],
  ]),
  ...list('efficacy', [
    ['根治', null],
    ['治疗', '护理'],
    ['治愈', null],
    ['药用', null],
    ['特效', null],
    ['消炎', '舒缓'],
    ['抗敏', '舒缓'],
    ['脱敏', '舒缓'],
    ['祛斑', '提亮'],
    ['祛痘', '控油'],
    ['去皱', '紧致'],
    ['生发', '护发'],
    ['无副作用', '温和'],
    ['零刺激', '温和'],
    ['立竿见影', null],
  ]),
  ...list('sensitive', [
    ['赌博', null],
    ['色情', null],
    ['刷单', null],
    ['代开发票', null],
    ['高利贷', null],
  ]),
  ...list('tone', [['检测到', '您最近关注']]),
]
