export interface WecomClientTables {
  /** One row a token or ticket: when it was last forced, and whether the credentials were refused. */
  wecomRefresh: {
    kind: string
    forcedAt: number
    refusedCode: number | null
    /** A digest of the credentials that were refused. */
    refusedFor: string | null
    refusedUntil: number
  }
  /** An error code that an administrator has to mend, one row an API path and code. */
  wecomFault: {
    apiPath: string
    errcode: number
    count: number
    firstAt: number
    lastAt: number
    /** The same API answered after the last time. */
    mendedAt: number | null
    /** The address that WeCom saw us call from, as it names it in a refusal. */
    callerIp: string | null
  }
}
