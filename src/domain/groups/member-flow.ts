import { localDay } from '../calendar.ts'

/** One person from joining to leaving; who comes back has two. */
export interface GroupStay {
  isCustomer: boolean
  joinedAt: number
  leftAt: number | null
}

export interface MemberFlow {
  /** Who is there at `asOf`. */
  customers: number
  staff: number
  /** Customers who came in the window; those who left again are among them. */
  joined: number
  /** The local day of each exit of a customer, ever. */
  exitDays: number[]
}

/** Who is in a group at `asOf`, and how many customers came in the last `windowDays` local days, today included. */
export function memberFlow(
  stays: readonly GroupStay[],
  { asOf, timeZone }: { asOf: number; timeZone: string },
  windowDays: number,
): MemberFlow {
  const fromDay = localDay(asOf, timeZone) - windowDays + 1
  const begun = stays.filter(({ joinedAt }) => joinedAt <= asOf)
  const present = begun.filter(({ leftAt }) => leftAt === null || leftAt > asOf)
  const ofCustomers = begun.filter(({ isCustomer }) => isCustomer)
  const customers = present.filter(({ isCustomer }) => isCustomer).length
  return {
    customers,
    staff: present.length - customers,
    joined: ofCustomers.filter(({ joinedAt }) => localDay(joinedAt, timeZone) >= fromDay).length,
    exitDays: ofCustomers.flatMap(({ leftAt }) =>
      leftAt === null || leftAt > asOf ? [] : [localDay(leftAt, timeZone)],
    ),
  }
}
