/** What goes wrong with one API path, or with `*` for all. Exactly one of `errcode`, `status`, `body` and `isHangUp` is set, or none beside `latencyMs`. */
export interface Fault {
  path: string
  /** Answered after the token was checked, as WeCom does. */
  errcode?: number
  /** An HTTP status with an empty body. */
  status?: number
  /** HTTP 200 with this text instead of the answer. */
  body?: string
  /** The connection ends without an answer. */
  isHangUp?: boolean
  latencyMs?: number
  /** So many calls; absent: until it is cleared. */
  times?: number
  /** The call is carried out, and only its answer gets lost. */
  isCarriedOut?: boolean
}

/** The platform's own limits for one path: beyond `perMinute` 45009, beyond `atOnce` 45033. */
export interface PathLimit {
  path: string
  perMinute?: number
  atOnce?: number
}

const minuteMs = 60_000

/** Failures by API path, limits, addresses that may call, and how often each path was called. */
export class FaultBoard {
  /** Null: every address. */
  allowedIps: string[] | null = null
  #faults: Fault[] = []
  readonly #limits = new Map<string, PathLimit>()
  readonly #calledAt = new Map<string, number[]>()
  readonly #inFlight = new Map<string, number>()
  #counts = new Map<string, number>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  add(fault: Fault): void {
    this.#faults.push({ ...fault })
  }

  limit(limit: PathLimit): void {
    this.#limits.set(limit.path, limit)
  }

  clear(): void {
    this.#faults = []
    this.#limits.clear()
    this.#calledAt.clear()
    this.allowedIps = null
  }

  /** The fault of this call, first come first served; it is used up when its times are. */
  take(path: string): Fault | undefined {
    const fault = this.#faults.find((entry) => entry.path === path || entry.path === '*')
    if (fault?.times !== undefined) {
      fault.times -= 1
      if (fault.times <= 0) this.#faults = this.#faults.filter((entry) => entry !== fault)
    }
    return fault
  }

  /** The errcode of the limit that this call goes beyond; 0 while it stays within. */
  overLimit(path: string): number {
    const limit = this.#limits.get(path)
    if (limit?.atOnce !== undefined && (this.#inFlight.get(path) ?? 0) > limit.atOnce) return 45033
    if (limit?.perMinute === undefined) return 0
    const since = this.#now() - minuteMs
    const called = (this.#calledAt.get(path) ?? []).filter((at) => at > since)
    if (called.length >= limit.perMinute) return 45009
    this.#calledAt.set(path, [...called, this.#now()])
    return 0
  }

  begin(path: string): void {
    this.#counts.set(path, (this.#counts.get(path) ?? 0) + 1)
    this.#inFlight.set(path, (this.#inFlight.get(path) ?? 0) + 1)
  }

  end(path: string): void {
    this.#inFlight.set(path, (this.#inFlight.get(path) ?? 0) - 1)
  }

  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts)
  }

  resetCounts(): void {
    this.#counts = new Map()
  }
}
