/** A text of the store's library, or of one advisor's own. */
export interface ScriptTable {
  scriptId: string
  title: string
  step: string
  stagesJson: string
  objection: string
  scene: string
  contentType: string
  body: string
  /** The store's: `draft` or `published`; an advisor's own: `own`, and `removed` once it is taken away. */
  status: string
  sortOrder: number
  createdAt: number
  variantOf: string | null
  /** Share among its variants; null = 1. */
  weight: number | null
  /** Whose own it is; null = the store's. */
  ownerUserId: string | null
}
