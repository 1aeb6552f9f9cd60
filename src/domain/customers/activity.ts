import { localDay } from '../calendar.ts'

/** Latest of each kind of activity, epoch ms; null = never. */
export interface ActivityInput {
  orderedAt: number | null
  shopEventAt: number | null
  couponOpenedAt: number | null
  couponClaimedAt: number | null
  /** A reply that an advisor marked. */
  repliedAt: number | null
}

/** The latest activity up to `asOf`, epoch ms; null when there was none. Later ones are ignored. */
export function lastActivityAt(input: ActivityInput, asOf: number): number | null {
  const { orderedAt, shopEventAt, couponOpenedAt, couponClaimedAt, repliedAt } = input
  const times = [orderedAt, shopEventAt, couponOpenedAt, couponClaimedAt, repliedAt].filter(
    (at) => at !== null && at <= asOf,
  )
  return times.reduce<number | null>(
    (latest, at) => (at !== null && at > (latest ?? -Infinity) ? at : latest),
    null,
  )
}

/** Whole local days from `at` to `asOf` in the zone: 0 on the same day, whatever the hour; null stays null. */
export function daysSince(at: number | null, asOf: number, timeZone: string): number | null {
  return at === null ? null : localDay(asOf, timeZone) - localDay(at, timeZone)
}
