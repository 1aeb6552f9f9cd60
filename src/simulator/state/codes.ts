const lifetimeMs = 300_000

export type Identity =
  | { kind: 'member'; userId: string; isPrivateInfo: boolean }
  | { kind: 'outsider'; openId: string; externalUserId: string | null }

interface Code {
  identity: Identity
  issuedAt: number
  isUsed: boolean
}

/** OAuth codes: one use, five minutes. */
export class CodeStore {
  readonly #codes = new Map<string, Code>()
  readonly #now: () => number
  readonly #create: () => string

  constructor(now: () => number, create: () => string) {
    this.#now = now
    this.#create = create
  }

  issue(identity: Identity, defect: 'none' | 'reused' | 'expired' = 'none'): string {
    const value = this.#create()
    const issuedAt = this.#now() - (defect === 'expired' ? lifetimeMs : 0)
    this.#codes.set(value, { identity, issuedAt, isUsed: defect === 'reused' })
    return value
  }

  redeem(value: string): Identity | undefined {
    const code = this.#codes.get(value)
    if (!code || code.isUsed || this.#now() - code.issuedAt >= lifetimeMs) return undefined
    code.isUsed = true
    return code.identity
  }
}
