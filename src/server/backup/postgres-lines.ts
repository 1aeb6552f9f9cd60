/** Who, where and which database, as `pg_dump` takes it; the password stays out of the terminal. */
function shownAddress(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'postgres://USER@HOST:5432/DATABASE'
  const { username, host, pathname } = new URL(databaseUrl)
  return `postgres://${username === '' ? '' : `${username}@`}${host}${pathname}`
}

/** What to run instead where PostgreSQL holds the store: its own tools are made for it. */
export function postgresLines(databaseUrl: string, file: string): string[] {
  const address = shownAddress(databaseUrl)
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
  return [
    'DATABASE_URL is PostgreSQL; use its own tools (they ask for the password, or read PGPASSWORD).',
    '  Back up, beside running servers:',
    `    pg_dump --format=custom --file=${quoted(file)} ${quoted(address)}`,
    '  Restore, with all servers stopped:',
    `    pg_restore --clean --if-exists --no-owner --single-transaction --dbname=${quoted(address)} ${quoted(file)}`,
  ]
}
