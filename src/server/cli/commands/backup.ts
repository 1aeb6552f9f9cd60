import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { backUp } from '../../backup/back-up.ts'
import { BackupFailed } from '../../backup/failure.ts'
import type { RowCounts } from '../../backup/inspect.ts'
import { shown } from '../../backup/place.ts'
import { postgresLines } from '../../backup/postgres-lines.ts'
import { restore } from '../../backup/restore.ts'
import type { Config } from '../../config.ts'
import { type Database, isSqlite, sqliteFile } from '../../db/connect.ts'
import { verifyStore } from '../../verify/service.ts'
import { loadConfig } from '../open.ts'
import { CommandFailed, complain, print } from '../terminal.ts'

/** Purchase summaries of so many customers are looked at; `zhike verify` looks at all. */
const sampledCustomers = 1000

/** The file of the SQLite store; for what is none it is said what to do instead. */
function storeFile({ databaseUrl }: Config, file: string): string {
  if (!isSqlite(databaseUrl)) throw new CommandFailed(postgresLines(databaseUrl, file).join('\n'), 2)
  const store = sqliteFile(databaseUrl)
  if (store === null) throw new CommandFailed('DATABASE_URL: is in memory; nothing of it is kept', 2)
  return store
}

const total = (rows: RowCounts) => Object.values(rows).reduce((sum, count) => sum + count, 0)

async function orFail<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof BackupFailed) throw new CommandFailed(error.message)
    throw error
  }
}

/** A store with faults is worth keeping too, but somebody has to know. */
async function tellFaults(config: Config, db: Database): Promise<void> {
  const findings = await verifyStore(
    { db, config, randomBytes },
    { sample: sampledCustomers, tell: () => undefined },
  )
  const wrong = findings.filter(({ count }) => count > 0)
  if (wrong.length > 0)
    complain(`The store disagrees with itself (${wrong.map(({ id }) => id).join(', ')}); run "zhike verify".`)
}

function progressLine(): (percent: number) => void {
  let told = 0
  return (percent) => {
    if (!process.stderr.isTTY || percent < told + 10) return
    told = percent
    complain(`${percent} %`)
  }
}

/** `backup FILE` and `backup restore FILE`: the SQLite store as one file, and back. */
export function addBackupCommands(program: Command): void {
  const backup = program
    .command('backup')
    .argument('<file>', 'a new file; the store is copied as of one moment, beside a running server')
    .description('copy the SQLite store to a file and check the copy; "backup restore FILE" brings it back')
    .action(async (file: string) => {
      const config = loadConfig()
      const source = storeFile(config, file)
      const verify = (db: Database) => tellFaults(config, db)
      const made = await orFail(() => backUp(source, file, { verify, onProgress: progressLine() }))
      const tables = Object.keys(made.rows).length
      print(
        `${file}: ${shown(made.bytes)}, ${total(made.rows)} rows in ${tables} tables, read back and sound.`,
      )
    })
  backup
    .command('restore')
    .argument('<file>', 'a backup')
    .description('put a backup in the place of the store; servers must be stopped, the former file is kept')
    .action(async (file: string) => {
      const target = storeFile(loadConfig(), file)
      const { rows, keptAs } = await orFail(() => restore(target, file, Date.now()))
      print(`${target}: restored from ${file}, ${total(rows)} rows.`)
      if (keptAs !== null) print(`The former file is kept as ${keptAs}.`)
    })
}
