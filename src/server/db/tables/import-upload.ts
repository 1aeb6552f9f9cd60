export interface ImportUploadTables {
  /** A file that a member uploaded. The file itself lies in the folder for imports until its import ends. */
  importUpload: {
    uploadId: string
    /** As the member's computer calls it; never part of a path. */
    fileName: string
    fileBytes: number
    uploadedBy: string
    uploadedAt: number
    /** `uploaded`, `started`, `finished`, `failed`, `stopped` or `lapsed`. */
    state: string
    kind: string | null
    /** A ready one, `own` (the file has the contract's names) or `custom`. */
    mappingName: string | null
    mappingJson: string | null
    /** The titles of a table, with which its rejected rows can be imported again. */
    headerJson: string | null
    runId: string | null
    startedAt: number | null
    finishedAt: number | null
    /** The same content was imported before: nothing was done. */
    isKnown: number
    accepted: number
    duplicates: number
    rejected: number
    /** Why it failed. */
    problem: string | null
  }
}
