import { randomUUID } from 'node:crypto'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import {
  changeHeld,
  findLease,
  findLeases,
  insertLease,
  isFree,
  type LeaseRow,
  storeDoneDay,
  takeLease,
} from './repository.ts'
import type { Terms } from './terms.ts'

export interface Lease {
  name: string
  ms: number
  /**
   * Goes on holding it; false when another process has taken over meanwhile. In a transaction it locks the row until the
   * end: what is written along with it is written by the holder or not at all.
   */
  renew: (trx?: Database) => Promise<boolean>
  /** Gives it back: not to be taken before `dueAt`, or done for the local day `doneDay`. Does nothing once another holds it. */
  release: (end?: { dueAt?: number; doneDay?: number }) => Promise<void>
}

export interface Leases {
  /** The lease, or null while another one holds it, before it is due, or when it is done for the day. */
  take: (terms: Terms) => Promise<Lease | null>
  /** Of these, the names that could be taken now. One reading. */
  free: (terms: readonly Terms[]) => Promise<Set<string>>
  /** The job of the day was done otherwise, by hand. */
  markDone: (name: string, day: number) => Promise<void>
}

const unheld = (name: string): LeaseRow => ({ name, owner: null, leaseUntil: 0, dueAt: 0, doneDay: null })

/**
 * What only one of all processes may do at a time, by compare-and-set in the database. A holder who was killed keeps the
 * others out until the lease ends. The clocks of the machines have to agree to a few seconds.
 */
export function createLeases({ db, now }: Pick<ServerContext, 'db' | 'now'>): Leases {
  function held({ name, ms }: Terms, owner: string): Lease {
    const holder = { name, owner }
    return {
      name,
      ms,
      renew: (trx = db) => changeHeld(trx, holder, { leaseUntil: now() + ms }),
      async release(end = {}) {
        await changeHeld(db, holder, { owner: null, leaseUntil: 0, ...end })
      },
    }
  }

  return {
    async take(terms) {
      const row = await findLease(db, terms.name)
      const asOf = now()
      // Nobody writes only to find it held: many processes ask every few seconds.
      if (row && !isFree(row, terms, asOf)) return null
      if (!row) await insertLease(db, unheld(terms.name))
      const owner = randomUUID()
      const isTaken = await takeLease(db, row ?? unheld(terms.name), { owner, leaseUntil: asOf + terms.ms })
      return isTaken ? held(terms, owner) : null
    },
    async free(terms) {
      const asOf = now()
      const rows = await findLeases(
        db,
        terms.map(({ name }) => name),
      )
      const known = new Map(rows.map((row) => [row.name, row]))
      const free = terms.filter((each) => isFree(known.get(each.name) ?? unheld(each.name), each, asOf))
      return new Set(free.map(({ name }) => name))
    },
    markDone: (name, day) => storeDoneDay(db, name, day),
  }
}
