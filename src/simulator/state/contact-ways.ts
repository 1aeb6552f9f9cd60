export interface ContactWay {
  configId: string
  /** 1 for one member, 2 for several. */
  type: 1 | 2
  /** 1 in a mini program, 2 by a code to scan. */
  scene: 1 | 2
  state: string
  remark: string
  isUnverified: boolean
  userIds: string[]
  createdAtSeconds: number
  /** Customers who came through it, to split the next ones. */
  scans: number
}

/** The contact-me codes that were made through the API. */
export class ContactWays {
  readonly #ways = new Map<string, ContactWay>()

  add(way: ContactWay): void {
    this.#ways.set(way.configId, way)
  }

  find(configId: string): ContactWay | undefined {
    return this.#ways.get(configId)
  }

  remove(configId: string): boolean {
    return this.#ways.delete(configId)
  }

  all(): ContactWay[] {
    return [...this.#ways.values()]
  }

  /** Whose turn it is of the members of a code, one after another; null for a code that is gone. */
  nextMember(configId: string): string | null {
    const way = this.#ways.get(configId)
    if (!way) return null
    const userId = way.userIds[way.scans % way.userIds.length] ?? null
    way.scans += 1
    return userId
  }
}
