const lifetimeMs = 7_200_000
/** A token this close to its end is no longer handed out; it still works until then. */
const renewalMs = 300_000

interface Issued {
  value: string
  expiresAt: number
}

export type TokenVerdict = 'valid' | 'expired' | 'unknown'

/** One kind of secret that lives two hours: access tokens, corp tickets, agent tickets. */
export class ExpiringSecret {
  #issued: Issued[] = []
  readonly #now: () => number
  readonly #create: () => string

  constructor(now: () => number, create: () => string) {
    this.#now = now
    this.#create = create
  }

  /** The same value until near its end, with the seconds it still lives. */
  current(): { value: string; expiresInSeconds: number } {
    const now = this.#now()
    const latest = this.#issued.at(-1)
    if (latest && latest.expiresAt - now > renewalMs) {
      return { value: latest.value, expiresInSeconds: Math.floor((latest.expiresAt - now) / 1000) }
    }
    const value = this.#create()
    this.#issued.push({ value, expiresAt: now + lifetimeMs })
    return { value, expiresInSeconds: lifetimeMs / 1000 }
  }

  check(value: string): TokenVerdict {
    const found = this.#issued.find((issued) => issued.value === value)
    if (!found) return 'unknown'
    return found.expiresAt > this.#now() ? 'valid' : 'expired'
  }

  validValues(): string[] {
    return this.#issued.filter((issued) => issued.expiresAt > this.#now()).map((issued) => issued.value)
  }

  /** Everything issued so far stops working at once, as when the platform withdraws a token early. */
  withdraw(): void {
    this.#issued = []
  }
}

/** Another app of the same company: its own secret, tokens and ticket, and not allowed to call 客户联系. */
export interface OtherApp {
  agentId: string
  secret: string
  accessTokens: ExpiringSecret
  agentTickets: ExpiringSecret
}

export function otherApp(now: () => number, create: () => string): OtherApp {
  return {
    agentId: '1000099',
    secret: 'secret-of-the-other-app',
    accessTokens: new ExpiringSecret(now, create),
    agentTickets: new ExpiringSecret(now, create),
  }
}
