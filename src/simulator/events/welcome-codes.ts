export interface WelcomeCode {
  userId: string
  externalUserId: string
  issuedAt: number
  usedAt: number | null
}

/** The codes that came with add events. Whether one is too old (20 s) or used is for the caller to say. */
export class WelcomeCodes {
  readonly #codes = new Map<string, WelcomeCode>()
  readonly #now: () => number
  readonly #randomToken: () => string

  constructor(now: () => number, randomToken: () => string) {
    this.#now = now
    this.#randomToken = randomToken
  }

  issue(userId: string, externalUserId: string): string {
    const code = `WELCOME${this.#randomToken()}`
    this.#codes.set(code, { userId, externalUserId, issuedAt: this.#now(), usedAt: null })
    return code
  }

  find(code: string): WelcomeCode | undefined {
    return this.#codes.get(code)
  }

  /** Whether this customer has been welcomed by this member with a code issued since `sinceMs`. */
  isUsed(userId: string, externalUserId: string, sinceMs: number): boolean {
    return [...this.#codes.values()].some(
      (code) =>
        code.userId === userId &&
        code.externalUserId === externalUserId &&
        code.issuedAt >= sinceMs &&
        code.usedAt !== null,
    )
  }

  use(code: string): void {
    const known = this.#codes.get(code)
    if (known) known.usedAt = this.#now()
  }
}
