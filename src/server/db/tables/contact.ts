/** How far the customers of all members have been read from WeCom. */
export interface ContactTables {
  /** One row for each job; who holds the lease of its name runs it. */
  contactRun: {
    /** 'contacts' or 'members'. */
    name: string
    /** 'import' (everything for the first time, or by hand) or 'reconciliation' (nightly). */
    kind: string
    /** 'idle' (never begun), 'running' (begun and not ended, whether or not a process is at it now) or 'finished'. */
    status: string
    /** The local day on which it was begun. */
    localDay: number
    /** Not tried again before. */
    dueAt: number
    startedAt: number
    finishedAt: number | null
    /** When everything was read for the first time. */
    importedAt: number | null
    /** Why it stopped before its end. */
    problem: string | null
  }
  /** Up to a hundred members, read together; what is stored of them goes along with the cursor. */
  contactPart: {
    part: number
    userIdsJson: string
    cursor: string
    /** All pages are stored; what was not among them is asked for one by one. */
    isListed: number
    contacts: number
    failures: number
    problem: string | null
    doneAt: number | null
  }
}
