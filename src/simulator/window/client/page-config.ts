interface Verified {
  url: string
  apiNames: string[]
}

const withoutHash = (url: string) => url.split('#')[0] ?? ''

/** What the page in the frame has had verified; it holds for one URL and is gone with the page. */
export class PageConfig {
  #agent: Verified | null = null
  #corp: Verified | null = null

  forget(): void {
    this.#agent = null
    this.#corp = null
  }

  accept(kind: 'agent' | 'corp', url: string, apiNames: string[]): void {
    const verified = { url: withoutHash(url), apiNames }
    if (kind === 'agent') this.#agent = verified
    else this.#corp = verified
  }

  /** Whether the page at `url` may call an API: it must be in the list of a configuration made for this very URL. */
  allows(name: string, url: string, needsAgent: boolean): boolean {
    const current = withoutHash(url)
    const verified = needsAgent ? [this.#agent] : [this.#agent, this.#corp]
    return verified.some((config) => config?.url === current && config.apiNames.includes(name))
  }
}
