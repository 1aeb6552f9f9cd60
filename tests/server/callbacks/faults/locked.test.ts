import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../../../src/server/db/connect.ts'
import { migrate } from '../../../../src/server/db/migrate.ts'
import { testNow } from '../../../support/build-app.ts'
import { emptyFolder } from '../../../support/command.ts'
import { editOf, noting, openDesk } from '../callback-desk.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('callbacks while somebody else holds the write lock of the SQLite file', () => {
  let folder: Awaited<ReturnType<typeof emptyFolder>>
  let db: Database
  let stranger: SqliteDatabase.Database
  let seen: string[]
  let desk: ReturnType<typeof openDesk>
  beforeEach(async () => {
    folder = await emptyFolder()
    const file = `${folder.cwd}/shared.sqlite`
    db = await connect(`file:${file}`)
    await migrate(db)
    seen = []
    const database = { db, url: `file:${file}`, destroy: () => db.destroy() }
    desk = openDesk(database, { at: testNow }, noting(seen))
    stranger = new SqliteDatabase(file)
    stranger.exec('begin immediate')
  })
  afterEach(async () => {
    if (stranger.inTransaction) stranger.exec('rollback')
    stranger.close()
    await desk.stop()
    await db.destroy()
    await folder.remove()
  })

  const answered = async () => {
    const startedAt = performance.now()
    const answer = await desk.send(editOf('wm-1')).then(
      () => 'stored',
      (error: unknown) => (error as { code?: unknown }).code,
    )
    return { answer, ms: performance.now() - startedAt }
  }

  it('are answered when the lock is free again', async () => {
    const answer = answered()
    await pause(1000)
    stranger.exec('rollback')
    expect((await answer).answer).toBe('stored')
    await desk.applyDue()
    expect(seen).toHaveLength(1)
  })

  it('are answered within five seconds even if it is not, and what comes again is applied once', async () => {
    const answer = answered()
    let longestMs = 0
    for (let turn = 0; turn < 50; turn += 1) {
      const startedAt = performance.now()
      await pause(50)
      longestMs = Math.max(longestMs, performance.now() - startedAt - 50)
    }
    expect(longestMs).toBeLessThan(2500)
    const { ms, ...rest } = await answer
    expect(rest).toEqual({ answer: 'unavailable' })
    expect(ms).toBeGreaterThanOrEqual(3900)
    expect(ms - longestMs).toBeLessThan(5000)

    stranger.exec('rollback')
    expect((await answered()).answer).toBe('stored')
    await expect.poll(async () => (await desk.row('wm-1'))?.status).toBe('applied')
    await desk.applyDue()
    expect(seen).toHaveLength(1)
  })
})
