/** Kinds by strength: the first is the strongest. */
export const identityKinds = ['externalUserId', 'unionId', 'shopCustomerId', 'phone'] as const
export type IdentityKind = (typeof identityKinds)[number]

export interface IdentityKey {
  kind: IdentityKind
  value: string
}

/** The identities a row may name; phones only come from ingest, never from a remark. */
export interface NamedIdentities {
  externalUserId?: string | undefined
  unionId?: string | undefined
  shopCustomerId?: string | undefined
  phone?: string | undefined
}

const chineseMobile = /^(?:00|\+)?(?:86)?(1[3-9]\d{9})$/

/** Digits only; a Chinese mobile number is the same with and without +86. */
export function normalisePhone(phone: string): string {
  const compact = phone.replace(/[^\d+]/g, '')
  return chineseMobile.exec(compact)?.[1] ?? compact.replaceAll('+', '')
}

/** The identities of a row, strongest first. */
export function identityKeysOf(named: NamedIdentities): IdentityKey[] {
  const keys: IdentityKey[] = []
  for (const kind of identityKinds) {
    const value = named[kind]
    if (value !== undefined) keys.push({ kind, value: kind === 'phone' ? normalisePhone(value) : value })
  }
  return keys
}

/** 0 is the strongest. */
export function rankOf(kind: IdentityKind): number {
  return identityKinds.indexOf(kind)
}

/** An order that all processes lock in: by kind, then by value. */
export function compareKeys(one: IdentityKey, other: IdentityKey): number {
  if (one.kind !== other.kind) return one.kind < other.kind ? -1 : 1
  if (one.value === other.value) return 0
  return one.value < other.value ? -1 : 1
}

export function keyText({ kind, value }: IdentityKey): string {
  return `${kind}:${value}`
}
