/** TAG-11: where a tag comes from: shop data, behaviour, an advisor's hand, or WeCom's corp tags. */
export const tagSources = ['data', 'behaviour', 'manual', 'corp'] as const
export type TagSource = (typeof tagSources)[number]

/** TAG-02, TAG-03: an interest lives 30 days, an intent 14, a fact until it is taken off. */
export const tagKinds = ['interest', 'intent', 'fact'] as const
export type TagKind = (typeof tagKinds)[number]

export interface Tag {
  name: string
  source: TagSource
  kind: TagKind
  /** When the evidence for it was last seen, epoch ms. */
  assignedAt: number
  /** Why the customer has it, a sentence for the advisor; empty for manual and corp tags. */
  evidence: string
  ruleId?: string
}
