import type { IdentityKey, IdentityKind } from './identity-key.ts'

/** Values by identity. A map for each kind: a batch looks up thousands, and need not write a text for every one. */
export class KeyMap<V> {
  readonly #kinds: Record<IdentityKind, Map<string, V>> = {
    externalUserId: new Map(),
    unionId: new Map(),
    shopCustomerId: new Map(),
    phone: new Map(),
  }

  get({ kind, value }: IdentityKey): V | undefined {
    return this.#kinds[kind].get(value)
  }

  set({ kind, value }: IdentityKey, owner: V): void {
    this.#kinds[kind].set(value, owner)
  }
}
