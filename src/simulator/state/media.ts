const lifetimeMs = 3 * 86_400_000

export type MediaVerdict = 'valid' | 'expired' | 'unknown'

/** Temporary media: three days. Only that they exist matters here, so their bytes are not kept. */
export class MediaStore {
  readonly #createdAt = new Map<string, number>()
  readonly #now: () => number
  readonly #create: () => string

  constructor(now: () => number, create: () => string) {
    this.#now = now
    this.#create = create
  }

  add(): { mediaId: string; createdAt: number } {
    const mediaId = this.#create()
    const createdAt = this.#now()
    this.#createdAt.set(mediaId, createdAt)
    return { mediaId, createdAt }
  }

  check(mediaId: string): MediaVerdict {
    const createdAt = this.#createdAt.get(mediaId)
    if (createdAt === undefined) return 'unknown'
    return this.#now() - createdAt < lifetimeMs ? 'valid' : 'expired'
  }
}
