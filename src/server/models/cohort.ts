import type { PurchaseSummary } from '../../domain/ltv/purchase-summary.ts'
import type { RfmValues } from '../../domain/rfm/rfm-values.ts'

const firstCapacity = 4096
const summaryWidth = 6
const rfmWidth = 3

/** What scoring needs of one buyer. */
export interface CohortMember {
  customerId: string
  /** Null for one whose purchases all come after the day. */
  summary: PurchaseSummary | null
  /** Null without a purchase in the window. */
  rfmValues: RfmValues | null
  /** The stored segment, which has inertia. */
  segment: string | null
}

/** All buyers of a store as numbers side by side: some hundred bytes each, whatever the engine makes of objects. */
export class Cohort {
  readonly #ids: string[] = []
  readonly #segments: string[] = []
  readonly #segmentOf: number[] = []
  #summaries = new Float64Array(firstCapacity * summaryWidth)
  #rfm = new Float64Array(firstCapacity * rfmWidth)

  get size(): number {
    return this.#ids.length
  }

  add({ customerId, summary, rfmValues, segment }: CohortMember): void {
    const place = this.#ids.length
    if (place * summaryWidth >= this.#summaries.length) this.#grow()
    this.#ids.push(customerId)
    this.#segmentOf.push(this.#positionOf(segment))
    const { repeatDays = -1, recencyWeeks = 0, observedWeeks = 0, meanRepeatValueFen = null } = summary ?? {}
    const { netSpendFen = 0, purchaseDays = 0 } = summary ?? {}
    this.#summaries.set(
      [repeatDays, recencyWeeks, observedWeeks, meanRepeatValueFen ?? Number.NaN, netSpendFen, purchaseDays],
      place * summaryWidth,
    )
    const { recencyDays = -1, orderDays = 0, meanValueFen = 0 } = rfmValues ?? {}
    this.#rfm.set([recencyDays, orderDays, meanValueFen], place * rfmWidth)
  }

  /** The member at a place, in the order of adding. */
  at(place: number): CohortMember {
    return {
      customerId: this.#ids[place] ?? '',
      summary: this.#summaryAt(place),
      rfmValues: this.#rfmAt(place),
      segment: this.#segments[(this.#segmentOf[place] ?? 0) - 1] ?? null,
    }
  }

  /** For the fit, which goes through them some times: they are made as it goes, not held. */
  summaries(): Iterable<PurchaseSummary> {
    return { [Symbol.iterator]: () => this.#all((place) => this.#summaryAt(place)) }
  }

  rfmValues(): Iterable<RfmValues> {
    return { [Symbol.iterator]: () => this.#all((place) => this.#rfmAt(place)) }
  }

  *#all<T>(read: (place: number) => T | null): Generator<T> {
    for (let place = 0; place < this.size; place += 1) {
      const value = read(place)
      if (value !== null) yield value
    }
  }

  #summaryAt(place: number): PurchaseSummary | null {
    const start = place * summaryWidth
    const cells = this.#summaries
    const repeatDays = cells[start] ?? -1
    if (repeatDays < 0) return null
    const meanFen = cells[start + 3] ?? Number.NaN
    return {
      repeatDays,
      recencyWeeks: cells[start + 1] ?? 0,
      observedWeeks: cells[start + 2] ?? 0,
      meanRepeatValueFen: Number.isNaN(meanFen) ? null : meanFen,
      netSpendFen: cells[start + 4] ?? 0,
      purchaseDays: cells[start + 5] ?? 0,
    }
  }

  #rfmAt(place: number): RfmValues | null {
    const start = place * rfmWidth
    const recencyDays = this.#rfm[start] ?? -1
    if (recencyDays < 0) return null
    return { recencyDays, orderDays: this.#rfm[start + 1] ?? 0, meanValueFen: this.#rfm[start + 2] ?? 0 }
  }

  /** 0 = none, else the place in the list of names from 1. */
  #positionOf(segment: string | null): number {
    if (segment === null) return 0
    const known = this.#segments.indexOf(segment)
    return known === -1 ? this.#segments.push(segment) : known + 1
  }

  #grow(): void {
    const summaries = new Float64Array(this.#summaries.length * 2)
    summaries.set(this.#summaries)
    this.#summaries = summaries
    const rfm = new Float64Array(this.#rfm.length * 2)
    rfm.set(this.#rfm)
    this.#rfm = rfm
  }
}
