import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { type Config, ConfigInvalid, readConfig } from '../config.ts'
import type { Log, ServerContext } from '../context.ts'
import { connect, type Database, DatabaseUnusable } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { loadEnvironment } from '../load-environment.ts'
import { describeDatabaseFailure } from './database-failure.ts'
import { CommandFailed, complain } from './terminal.ts'

/** `dist/`, where this command and the built pages lie. */
export const distDir = path.resolve(import.meta.dirname, '..')

const quietLog: Log = {
  info: () => undefined,
  warn: (_details, message) => complain(message),
  error: (_details, message) => complain(message),
}

export function loadConfig(): Config {
  try {
    return readConfig(loadEnvironment(), () => randomBytes(32).toString('hex'))
  } catch (error) {
    if (error instanceof ConfigInvalid) throw new CommandFailed(error.message, 2)
    throw error
  }
}

async function isMarkedDemo(db: Database): Promise<boolean> {
  const row = await db.selectFrom('setting').select('valueJson').where('key', '=', 'demo').executeTakeFirst()
  return row?.valueJson === 'true'
}

async function prepare(db: Database, { databaseUrl, isDemo }: Config): Promise<void> {
  try {
    await migrate(db)
  } catch (error) {
    throw new CommandFailed(describeDatabaseFailure(databaseUrl, error))
  }
  if (!isDemo && (await isMarkedDemo(db))) {
    throw new CommandFailed(
      'DATABASE_URL: this database holds the demo store; with WECOM_* set choose another one',
      2,
    )
  }
}

/** Opens the configured database, migrated; says in one sentence what to mend if that fails. */
export async function openDatabase(config: Config): Promise<Database> {
  let db: Database
  try {
    db = await connect(config.databaseUrl)
  } catch (error) {
    if (error instanceof DatabaseUnusable) throw new CommandFailed(error.message)
    throw error
  }
  try {
    await prepare(db, config)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** Runs a command against the configured database and closes it afterwards. */
export async function withContext<T>(run: (context: ServerContext) => Promise<T>): Promise<T> {
  const config = loadConfig()
  const db = await openDatabase(config)
  try {
    return await run({ config, db, now: Date.now, randomBytes: (count) => randomBytes(count), log: quietLog })
  } finally {
    await db.destroy()
  }
}

export async function isEmpty(db: Database): Promise<boolean> {
  const customer = await db.selectFrom('customer').select('customerId').limit(1).executeTakeFirst()
  const offer = await db.selectFrom('offer').select('offerId').limit(1).executeTakeFirst()
  return customer === undefined && offer === undefined
}
