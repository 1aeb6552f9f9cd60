/** What an operator asks, the personal links to it, and what was chosen. */
export interface QuizTables {
  quiz: { quizId: string; status: string; currentVersionId: string; createdAt: number; updatedAt: number }
  quizVersion: {
    quizVersionId: string
    quizId: string
    version: number
    definitionJson: string
    createdAt: number
  }
  quizLink: {
    quizLinkId: string
    /** Of the link's secret, which is kept nowhere. */
    tokenHash: string
    quizVersionId: string
    customerId: string
    issuedBy: string
    overrideJson: string | null
    issuedAt: number
    sentAt: number | null
    openedAt: number | null
    answeredAt: number | null
    voidedAt: number | null
    expiresAt: number
    /** Hash of the device cookie that answered first. */
    deviceHash: string | null
  }
  /** Both counted from 0; one choice per question. */
  quizAnswer: { quizLinkId: string; question: number; option: number; at: number }
}
