import { copyFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../../src/server/backup/back-up.ts'
import { failureAt } from '../../../src/server/backup/failure.ts'
import { postgresLines } from '../../../src/server/backup/postgres-lines.ts'
import { restore } from '../../../src/server/backup/restore.ts'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'
import { emptyFolder } from '../../support/command.ts'

/** 2026-03-10 20:00 in Shanghai. */
const now = Date.UTC(2026, 2, 10, 12)
const keptName = 'store.sqlite.before-restore-20260310-120000'

describe('a SQLite store', () => {
  let folder: Awaited<ReturnType<typeof emptyFolder>>
  let db: Database
  const at = (name: string) => `${folder.cwd}/${name}`
  beforeEach(async () => {
    folder = await emptyFolder()
    db = await connect(`file:${at('store.sqlite')}`)
    await migrate(db)
    await set('before')
  })
  afterEach(async () => {
    await db.destroy()
    await folder.remove()
  })

  const set = (key: string, on: Database = db) =>
    on.insertInto('setting').values({ key, valueJson: '1', updatedAt: 0 }).execute()
  async function keysIn(name: string): Promise<string[]> {
    const file = new SqliteDatabase(at(name), { readonly: true })
    const keys = file.prepare('select key from setting order by key').pluck().all() as string[]
    file.close()
    return keys
  }
  const files = async () => (await readdir(folder.cwd)).sort()
  const make = (name = 'backup.sqlite') => backUp(at('store.sqlite'), at(name))
  const bringBack = (name = 'backup.sqlite') => restore(at('store.sqlite'), at(name), now)

  it('is copied while it is open, to one file that nobody else may read', async () => {
    const { bytes, rows } = await make()
    expect(rows['setting']).toBe(1)
    const { size, mode } = await stat(at('backup.sqlite'))
    expect([size, mode & 0o777]).toEqual([bytes, 0o600])
    expect(await keysIn('backup.sqlite')).toEqual(['before'])
    expect((await files()).filter((name) => !name.startsWith('store.'))).toEqual(['backup.sqlite'])
    await set('later')
    expect(await keysIn('backup.sqlite')).toEqual(['before'])
  })

  it('is copied as of the moment it began, whatever is written meanwhile', async () => {
    let writing: Promise<unknown> = Promise.resolve()
    let steps = 0
    const onProgress = () => {
      steps += 1
      writing = writing.then(() => set(`while ${steps} ${Math.random()}`))
    }
    const { rows } = await backUp(at('store.sqlite'), at('backup.sqlite'), { onProgress })
    await writing
    expect(steps).toBeGreaterThan(0)
    expect(rows['setting']).toBe(1)
    expect(await keysIn('backup.sqlite')).toEqual(['before'])
    expect((await keysIn('store.sqlite')).length).toBe(1 + steps)
  })

  it('shows its copy to a check, and keeps nothing that fails it', async () => {
    const seen: unknown[] = []
    const verify = async (copy: Database) => {
      seen.push(...(await copy.selectFrom('setting').select('key').execute()))
    }
    await backUp(at('store.sqlite'), at('backup.sqlite'), { verify })
    expect(seen).toEqual([{ key: 'before' }])
    const refuse = () => Promise.reject(new Error('not good'))
    await expect(backUp(at('store.sqlite'), at('other.sqlite'), { verify: refuse })).rejects.toThrow(
      /other\.sqlite: not good/,
    )
    expect(await files()).toEqual(['backup.sqlite', 'store.sqlite', 'store.sqlite-shm', 'store.sqlite-wal'])
  })

  it('is never copied over a file, to a missing folder, or from nowhere', async () => {
    await writeFile(at('taken'), 'mine')
    await expect(make('taken')).rejects.toThrow(/taken: exists already and is not overwritten/)
    await symlink(at('taken'), at('link'))
    await expect(make('link')).rejects.toThrow(/link: exists already/)
    await expect(make('none/backup')).rejects.toThrow(/there is no folder .*none; make it/)
    await expect(backUp(at('absent.sqlite'), at('b'))).rejects.toThrow(/DATABASE_URL: there is no database/)
    expect(await files()).not.toContain('absent.sqlite')
  })

  it('says what to do when the disk is full or the folder is closed', () => {
    for (const code of ['ENOSPC', 'SQLITE_FULL'])
      expect(failureAt('b', Object.assign(new Error('x'), { code })).message).toMatch(/^b: the disk is full/)
    for (const code of ['SQLITE_IOERR', 'SQLITE_IOERR_WRITE'])
      expect(failureAt('b', Object.assign(new Error('x'), { code })).message).toMatch(/is the disk full/)
    for (const code of ['EACCES', 'SQLITE_CANTOPEN'])
      expect(failureAt('b', Object.assign(new Error('x'), { code })).message).toMatch(/may not write there/)
    expect(failureAt('b', new Error('odd')).message).toBe('b: odd')
  })

  it('comes back as it was, and the former file is kept', async () => {
    await make()
    await set('later')
    await db.destroy()
    const { rows, keptAs } = await bringBack()
    expect([rows['setting'], keptAs]).toEqual([1, at(keptName)])
    expect(await keysIn('store.sqlite')).toEqual(['before'])
    expect(await keysIn(keptName)).toEqual(['before', 'later'])
    expect(await files()).toEqual(['backup.sqlite', 'store.sqlite', keptName])
    expect((await bringBack()).keptAs).toBe(at(`${keptName}-2`))
    db = await connect(`file:${at('store.sqlite')}`)
    expect(await migrate(db)).toEqual([])
    await set('again')
  })

  it('comes back to an empty place, and to one where something broken lies', async () => {
    await make()
    await db.destroy()
    await rm(at('store.sqlite'))
    expect((await bringBack()).keptAs).toBeNull()
    expect(await keysIn('store.sqlite')).toEqual(['before'])
    await writeFile(
      at('store.sqlite'),
      'nothing that SQLite knows, and long enough to be read as a header of a file',
    )
    expect((await bringBack()).keptAs).toBe(at(keptName))
    expect(await keysIn('store.sqlite')).toEqual(['before'])
    const elsewhere = await restore(at('deep/er/store.sqlite'), at('backup.sqlite'), now)
    expect(elsewhere.keptAs).toBeNull()
    expect(await keysIn('deep/er/store.sqlite')).toEqual(['before'])
  })

  it('is not replaced while anybody has it open', async () => {
    await make()
    const names = await files()
    await expect(bringBack()).rejects.toThrow(
      /DATABASE_URL: a server or another command has .* open; stop it/,
    )
    expect(await files()).toEqual(names)
    await set('still writable')
  })

  it('is not replaced by what is no sound store of this release or an older one', async () => {
    await make()
    await db.destroy()
    const spoil = async (name: string, change: (file: SqliteDatabase.Database) => void) => {
      await copyFile(at('backup.sqlite'), at(name))
      const file = new SqliteDatabase(at(name))
      change(file)
      file.close()
    }
    await spoil('newer', (file) =>
      file.exec("insert into kysely_migration (name, timestamp) values ('9999-later', '2030')"),
    )
    await spoil('older', (file) =>
      file.exec('delete from kysely_migration where name = (select max(name) from kysely_migration)'),
    )
    await spoil('other', (file) => file.exec('drop table kysely_migration'))
    await writeFile(at('text'), 'hello, this is no database at all, only a text of some length')
    await copyFile(at('backup.sqlite'), at('damaged'))
    const { size } = await stat(at('damaged'))
    const handle = await import('node:fs/promises').then(({ open }) => open(at('damaged'), 'r+'))
    await handle.write(Buffer.alloc(4096 * 6, 7), 0, 4096 * 6, Math.floor(size / 4096 / 2) * 4096)
    await handle.close()
    const before = await keysIn('store.sqlite')
    await expect(bringBack('newer')).rejects.toThrow(/newer: was made by a newer release \(9999-later\)/)
    await expect(bringBack('other')).rejects.toThrow(/not a store of zhike/)
    await expect(bringBack('text')).rejects.toThrow(/text: is not a SQLite database/)
    await expect(bringBack('damaged')).rejects.toThrow(/damaged: is (damaged|not a SQLite database)/)
    await expect(bringBack('absent')).rejects.toThrow(/absent: there is no such file/)
    await expect(bringBack('store.sqlite')).rejects.toThrow(/is the store itself/)
    expect(await keysIn('store.sqlite')).toEqual(before)
    expect((await files()).filter((name) => name.includes('restor'))).toEqual([])
    expect((await bringBack('older')).keptAs).toBe(at(keptName))
  })
})

describe('PostgreSQL', () => {
  it('has tools of its own, named with the address and without its password', () => {
    const lines = postgresLines('postgres://shop:s3cret@db.example:5433/zhike?sslmode=require', "it's.dump")
    const text = lines.join('\n')
    expect(text).not.toContain('s3cret')
    expect(text).toContain(
      `pg_dump --format=custom --file='it'\\''s.dump' 'postgres://shop@db.example:5433/zhike'`,
    )
    expect(text).toContain(`pg_restore --clean --if-exists --no-owner --single-transaction`)
    expect(postgresLines('postgres://bad host', 'f').join('\n')).toContain('postgres://USER@HOST')
  })
})
