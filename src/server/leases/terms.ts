/** Which lease is wanted. */
export interface Terms {
  name: string
  /** How long it is held without being renewed. */
  ms: number
  /** A daily job: taken only while it is not done for this local day. */
  day?: number | undefined
  /** How long after a release it may be due again at the latest. */
  everyMs?: number | undefined
}
