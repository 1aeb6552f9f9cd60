/** LC-01, C13: six stages of the relation, later ones win. */
export const lifecycleStages = [
  'aware',
  'interested',
  'considering',
  'purchased',
  'retained',
  'advocating',
] as const
export type LifecycleStage = (typeof lifecycleStages)[number]
export const lifecycleNames: Record<LifecycleStage, string> = {
  aware: '认知',
  interested: '兴趣',
  considering: '考虑',
  purchased: '购买',
  retained: '留存',
  advocating: '推荐',
}

/** CAD-01..03, C3: how often one may write. */
export const cadenceStages = ['new', 'active', 'mature', 'silent'] as const
export type CadenceStage = (typeof cadenceStages)[number]
export const cadenceNames: Record<CadenceStage, string> = {
  new: '新客',
  active: '活跃',
  mature: '成熟活跃',
  silent: '沉默',
}

/** SEG-05: what the customer is worth. */
export const valueTiers = ['potential', 'dormant', 'active', 'high'] as const
export type ValueTier = (typeof valueTiers)[number]
export const valueTierNames: Record<ValueTier, string> = {
  potential: '潜在',
  dormant: '沉睡',
  active: '活跃',
  high: '高价值',
}
