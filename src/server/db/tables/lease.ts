export interface LeaseTables {
  /** What one of all processes does at a time, one row each. */
  lease: {
    name: string
    /** Of one taking: the same process has another one the next time. */
    owner: string | null
    /** Whoever was killed keeps the others out no longer than this. */
    leaseUntil: number
    /** Not taken again before. */
    dueAt: number
    /** The local day for which a daily job is done. */
    doneDay: number | null
  }
}
