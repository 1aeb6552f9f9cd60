/** Who did what, and whose data was read. Rows are added; only src/server/audit changes one, to forget a person. */
export interface AuditTables {
  audit: {
    auditId: string
    at: number
    actor: string
    action: string
    subjectKind: string
    subjectId: string
    detailsJson: string
    /** Whom it concerns; null for what is about no customer. */
    customerId: string | null
  }
}
