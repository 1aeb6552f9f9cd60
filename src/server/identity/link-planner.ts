import { identityKinds, type IdentityKey, keyText, rankOf } from './identity-key.ts'

export interface KnownCustomer {
  customerId: string
  createdAt: number
  /** Not stored yet: made by an earlier row of the same batch. */
  isNew: boolean
  keys: IdentityKey[]
}

export interface Merge {
  keptId: string
  mergedId: string
  /** The identity that showed they are one person. */
  key: IdentityKey
}

/** Two customers share an identity but differ in a stronger one: left to a person. */
export type Suggestion = Merge

/**
 * Decides in memory which customer each row belongs to; the service carries the plan out. A link by one kind is refused
 * when both sides hold different identities of a stronger kind: the row then goes to its stronger identity.
 */
export class LinkPlanner {
  readonly merges: Merge[] = []
  readonly suggestions: Suggestion[] = []
  readonly attached: IdentityKey[] = []
  readonly #owners = new Map<string, KnownCustomer>()
  readonly #redirects = new Map<string, KnownCustomer>()
  readonly #made = new Set<KnownCustomer>()
  readonly #make: () => KnownCustomer

  constructor(known: readonly KnownCustomer[], make: () => KnownCustomer) {
    this.#make = make
    for (const customer of known) {
      for (const key of customer.keys) this.#owners.set(keyText(key), customer)
    }
  }

  /** Customers that have to be stored. */
  get made(): KnownCustomer[] {
    return [...this.#made]
  }

  ownerOf(key: IdentityKey): KnownCustomer | undefined {
    return this.#owners.get(keyText(key))
  }

  /** Where a customer ended after all merges of the batch. */
  finalId(customerId: string): string {
    const next = this.#redirects.get(customerId)
    return next ? this.finalId(next.customerId) : customerId
  }

  /** Links one row; `keys` strongest first. `isChanged` is false when everything was known already. */
  link(keys: readonly IdentityKey[]): { customerId: string; isChanged: boolean } {
    const unowned: IdentityKey[] = []
    const refused: { key: IdentityKey; owner: KnownCustomer }[] = []
    const mergesBefore = this.merges.length
    let target: KnownCustomer | undefined
    for (const key of keys) {
      const owner = this.ownerOf(key)
      if (!owner) unowned.push(key)
      else if (owner === target) continue
      else if (isContradicted(key, owner, [...(target?.keys ?? []), ...unowned])) refused.push({ key, owner })
      else target = target ? this.#merge(target, owner, key) : owner
    }
    const customer = target ?? this.#add()
    for (const key of unowned) this.#attach(key, customer)
    for (const { key, owner } of refused) {
      this.suggestions.push({ keptId: customer.customerId, mergedId: owner.customerId, key })
    }
    const isChanged = unowned.length > 0 || this.merges.length > mergesBefore
    return { customerId: customer.customerId, isChanged }
  }

  #add(): KnownCustomer {
    const customer = this.#make()
    this.#made.add(customer)
    return customer
  }

  #attach(key: IdentityKey, customer: KnownCustomer): void {
    customer.keys.push(key)
    this.#owners.set(keyText(key), customer)
    this.attached.push(key)
  }

  #merge(one: KnownCustomer, other: KnownCustomer, key: IdentityKey): KnownCustomer {
    const [kept, merged] = isKeptBefore(one, other) ? [one, other] : [other, one]
    for (const moved of merged.keys) this.#owners.set(keyText(moved), kept)
    kept.keys.push(...merged.keys)
    this.#redirects.set(merged.customerId, kept)
    if (!this.#made.delete(merged)) {
      this.merges.push({ keptId: kept.customerId, mergedId: merged.customerId, key })
    }
    return kept
  }
}

function isContradicted(key: IdentityKey, owner: KnownCustomer, others: readonly IdentityKey[]): boolean {
  return identityKinds
    .slice(0, rankOf(key.kind))
    .some(
      (stronger) =>
        owner.keys.some(({ kind }) => kind === stronger) && others.some(({ kind }) => kind === stronger),
    )
}

/** A stored customer is kept before a new one, then the one with the stronger identity, then the older. */
function isKeptBefore(one: KnownCustomer, other: KnownCustomer): boolean {
  if (one.isNew !== other.isNew) return other.isNew
  const strength = strongestRank(one) - strongestRank(other)
  if (strength !== 0) return strength < 0
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt
  return one.customerId < other.customerId
}

function strongestRank({ keys }: KnownCustomer): number {
  return Math.min(...keys.map(({ kind }) => rankOf(kind)))
}
