import type { Selectable } from 'kysely'
import type { Schema } from '../../db/schema.ts'

export type CustomerRow = Selectable<Schema['customer']>
type Follow = Selectable<Schema['follow']>
type BudgetUse = Selectable<Schema['budgetUse']>
type Budget = Selectable<Schema['budget']>

/** What a merge moved and what stood before: all that an undo needs. The log holds it as JSON. */
export interface MergeDetails {
  /** 2: with what the kept customer had of follows, budgets and counters. */
  version: number
  merged: CustomerRow
  keptBefore: CustomerRow
  identities: { kind: string; value: string }[]
  /** Ids by table. */
  moved: Record<string, string[]>
  follows: Follow[]
  /** Advisors among them who followed the kept customer too. */
  keptFollowers: string[]
  ledger: {
    entryIds: string[]
    uses: BudgetUse[]
    /** Periods in which the kept customer had a counter of its own. */
    keptPeriods: string[]
    limits: Budget[]
    hadKeptLimit: boolean
  }
}

/** The edition of the record; one of an older edition holds too little to undo. */
export const detailsVersion = 2
