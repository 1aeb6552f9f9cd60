const remedies: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there; start PostgreSQL or correct host and port',
  ECONNRESET: 'it hung up; is it PostgreSQL that listens there?',
  ENOTFOUND: 'the host is unknown; correct its name',
  EAI_AGAIN: 'the host is unknown; correct its name',
  ETIMEDOUT: 'the host does not answer; correct host and port or open the firewall',
  EHOSTUNREACH: 'the host cannot be reached; correct host and port',
  ERR_INVALID_URL: 'write it as postgres://user:password@host:5432/name, special characters percent-encoded',
  '28P01': 'it refuses user and password; correct them',
  '28000': 'it refuses this user; correct user and database or its pg_hba.conf',
  '3D000': 'it has no such database; create it or correct the name',
  '42501': 'this user may not create tables there; grant it the right',
  '53300': 'it has no connection left; raise max_connections or stop other clients',
}

/** Host, port and database of an address: what may be shown of it, for the password may not. */
function shownAddress(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'the database'
  const { protocol, host, pathname } = new URL(databaseUrl)
  return protocol === 'file:' ? databaseUrl : `PostgreSQL at ${host}${pathname}`
}

/** One sentence on a database that does not answer or cannot be migrated: the key, what happened, what to do. */
export function describeDatabaseFailure(databaseUrl: string, error: unknown): string {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  const message = error instanceof Error ? error.message : String(error)
  const remedy = remedies[code] ?? 'the database does not answer or cannot be migrated'
  const reason = message === '' ? code : message
  return `DATABASE_URL: ${shownAddress(databaseUrl)}: ${remedy} (${reason})`
}
