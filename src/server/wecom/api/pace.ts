/** How long a call may take and how it is repeated; milliseconds of real time. */
export interface Pace {
  /** One exchange. */
  timeoutMs: number
  /** Exchanges of one call, the first included. */
  attempts: number
  /** The first pause; each next one is twice as long. */
  pauseMs: number
  /** Everything together: exchanges, pauses and the wait for a token. */
  budgetMs: number
  /** How often is looked whether another process has fetched the token. */
  pollMs: number
}

export const defaultPace: Pace = { timeoutMs: 5000, attempts: 3, pauseMs: 200, budgetMs: 12_000, pollMs: 100 }
