import { identityKinds, type IdentityKey, rankOf } from './identity-key.ts'
import { KeyMap } from './key-map.ts'

export interface KnownCustomer {
  customerId: string
  /** Decides which of two customers is kept; 0 for one that no row of the batch can merge. */
  createdAt: number
  /** When another was last merged into it; null or absent = never. */
  mergedAt?: number | null
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

export interface Link {
  customerId: string
  /** False when everything was known already. */
  isChanged: boolean
  /** The strongest identity of the row that somebody owned before: it brought the row; null = nobody owned any. */
  via: IdentityKey | null
}

/** Whether a person decided that these two stay two. */
export type IsApart = (one: string, other: string) => boolean

/**
 * Decides in memory which customer each row belongs to; the service carries the plan out. A link by one kind is refused
 * when both sides hold different identities of a stronger kind: the row then goes to its stronger identity.
 */
export class LinkPlanner {
  readonly merges: Merge[] = []
  readonly suggestions: Suggestion[] = []
  readonly attached: IdentityKey[] = []
  /** Attached identities beside the one that brought each. */
  readonly brought: { key: IdentityKey; via: IdentityKey }[] = []
  readonly #owners = new KeyMap<KnownCustomer>()
  readonly #redirects = new Map<string, KnownCustomer>()
  readonly #made = new Set<KnownCustomer>()
  readonly #absorbed = new Map<KnownCustomer, string[]>()
  readonly #make: () => KnownCustomer
  readonly #isApart: IsApart

  constructor(known: readonly KnownCustomer[], make: () => KnownCustomer, isApart: IsApart = () => false) {
    this.#make = make
    this.#isApart = isApart
    for (const customer of known) {
      for (const key of customer.keys) this.#owners.set(key, customer)
    }
  }

  /** Customers that have to be stored. */
  get made(): KnownCustomer[] {
    return [...this.#made]
  }

  ownerOf(key: IdentityKey): KnownCustomer | undefined {
    return this.#owners.get(key)
  }

  /** Where a customer ended after all merges of the batch. */
  finalId(customerId: string): string {
    const next = this.#redirects.get(customerId)
    return next ? this.finalId(next.customerId) : customerId
  }

  /** Links one row; `keys` strongest first. */
  link(keys: readonly IdentityKey[]): Link {
    const unowned: IdentityKey[] = []
    const refused: { key: IdentityKey; owner: KnownCustomer }[] = []
    const mergesBefore = this.merges.length
    let target: KnownCustomer | undefined
    let via: IdentityKey | null = null
    for (const key of keys) {
      const owner = this.ownerOf(key)
      if (!owner) {
        unowned.push(key)
        continue
      }
      if (owner === target || (target && this.#stayApart(target, owner))) continue
      const hasOthers = target !== undefined || unowned.length > 0
      if (hasOthers && isContradicted(key, owner, [...(target?.keys ?? []), ...unowned])) {
        refused.push({ key, owner })
        continue
      }
      via ??= key
      target = target ? this.#merge(target, owner, key) : owner
    }
    const customer = target ?? this.#add()
    for (const key of unowned) this.#attach(key, customer, via)
    for (const { key, owner } of refused) {
      if (this.#stayApart(customer, owner)) continue
      this.suggestions.push({ keptId: customer.customerId, mergedId: owner.customerId, key })
    }
    const isChanged = unowned.length > 0 || this.merges.length > mergesBefore
    return { customerId: customer.customerId, isChanged, via }
  }

  #idsOf(customer: KnownCustomer): string[] {
    return [customer.customerId, ...(this.#absorbed.get(customer) ?? [])]
  }

  #stayApart(one: KnownCustomer, other: KnownCustomer): boolean {
    const others = this.#idsOf(other)
    return this.#idsOf(one).some((id) => others.some((otherId) => this.#isApart(id, otherId)))
  }

  #add(): KnownCustomer {
    const customer = this.#make()
    this.#made.add(customer)
    return customer
  }

  #attach(key: IdentityKey, customer: KnownCustomer, via: IdentityKey | null): void {
    customer.keys.push(key)
    this.#owners.set(key, customer)
    this.attached.push(key)
    if (via) this.brought.push({ key, via })
  }

  #merge(one: KnownCustomer, other: KnownCustomer, key: IdentityKey): KnownCustomer {
    const [kept, merged] = isKeptBefore(one, other) ? [one, other] : [other, one]
    for (const moved of merged.keys) this.#owners.set(moved, kept)
    kept.keys.push(...merged.keys)
    this.#redirects.set(merged.customerId, kept)
    this.#absorbed.set(kept, [...(this.#absorbed.get(kept) ?? []), ...this.#idsOf(merged)])
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
export function isKeptBefore(one: KnownCustomer, other: KnownCustomer): boolean {
  if (one.isNew !== other.isNew) return other.isNew
  const strength = strongestRank(one) - strongestRank(other)
  if (strength !== 0) return strength < 0
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt
  return one.customerId < other.customerId
}

function strongestRank({ keys }: KnownCustomer): number {
  return Math.min(...keys.map(({ kind }) => rankOf(kind)))
}
