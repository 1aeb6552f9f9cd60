/** What decisions are judged and taken again by. */
export interface LearningTables {
  /** What the decisions of a time have in common, under the hash of its JSON. */
  decisionFrame: { frameHash: string; frameJson: string; createdAt: number }
  /** One row a measurement: what segments gain over one offer for all, per decision. */
  learningGain: {
    version: string
    asOf: number
    /** Drawn decisions that were looked at, and those that could be used. */
    decisions: number
    usedRows: number
    /** Both null while the rows can't tell. */
    gainFen: number | null
    standardErrorFen: number | null
    /** Arms, segments, margin and what was left out. */
    detailsJson: string
    createdAt: number
  }
}
