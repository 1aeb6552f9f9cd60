/** TAG-11: where a tag comes from: shop data, behaviour, an advisor's hand, WeCom's corp and personal tags, or the customer's own word. */
export const tagSources = ['data', 'behaviour', 'manual', 'corp', 'personal', 'customer'] as const
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
  /** Why the customer has it, a sentence for the advisor. */
  evidence: string
  /** 0 to 1; null where nobody has said. */
  confidence: number | null
  /** The store's rule it follows from; null when people gave it. */
  ruleKey: string | null
  /** The rule of the catalogue behind it. */
  ruleId: string | null
}

/** Tags that an advisor may give, in groups as the panel shows them. */
export interface TagGroup {
  group: string
  names: readonly string[]
}
