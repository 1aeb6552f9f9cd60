import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyFolder, runCommand } from '../../support/command.ts'
import { freePort } from '../../support/free-port.ts'
import { emptyPostgres } from '../../support/databases.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
let postgres: Awaited<ReturnType<typeof emptyPostgres>>
beforeAll(async () => {
  folder = await emptyFolder()
  postgres = await emptyPostgres()
})
afterAll(async () => {
  await folder.remove()
  await postgres.drop()
})

const migrate = (databaseUrl: string) =>
  runCommand(['migrate'], { cwd: folder.cwd, environment: { DATABASE_URL: databaseUrl } })

/** The failed attempt's one sentence. */
async function refusal(databaseUrl: string): Promise<string> {
  const { code, stdout, stderr } = await migrate(databaseUrl)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  return stderr
}

describe('the SQLite file', () => {
  it('is made with its folders, and is up to date the second time too', async () => {
    for (let round = 0; round < 2; round += 1) {
      expect(await migrate('file:./deep/er/zhike.sqlite')).toMatchObject({
        code: 0,
        stdout: 'The database is up to date.\n',
        stderr: '',
      })
    }
    expect(existsSync(path.join(folder.cwd, 'deep/er/zhike.sqlite'))).toBe(true)
  })

  it('lies in ./data when nothing is set', async () => {
    expect(await runCommand(['migrate'], folder)).toMatchObject({ code: 0 })
    expect(existsSync(path.join(folder.cwd, 'data/zhike.sqlite'))).toBe(true)
  })

  it('is named when it cannot be written or is none', async () => {
    await writeFile(
      path.join(folder.cwd, 'plain'),
      'a regular file, and no database at all: more than a page header',
    )
    const below = await refusal('file:./plain/zhike.sqlite')
    expect(below).toContain('DATABASE_URL')
    expect(below).toContain(path.join(folder.cwd, 'plain/zhike.sqlite'))
    expect(below).toContain('choose a folder')
    expect(await refusal('file:./plain')).toContain(path.join(folder.cwd, 'plain'))
  })
})

describe('PostgreSQL', () => {
  it('is migrated', async () => {
    expect(await migrate(postgres.url)).toMatchObject({ code: 0, stderr: '' })
    expect(await migrate(postgres.url)).toMatchObject({ code: 0, stderr: '' })
  })

  it('is named with the remedy when it does not answer, and its password never is', async () => {
    const secret = 'hidden-word'
    const port = await freePort()
    const silent = await refusal(`postgres://me:${secret}@127.0.0.1:${port}/shop`)
    expect(silent).toContain(`DATABASE_URL: PostgreSQL at 127.0.0.1:${port}/shop: nothing listens there`)
    expect(silent).not.toContain(secret)

    const absent = new URL(postgres.url)
    absent.pathname = '/no_such_database'
    expect(await refusal(absent.href)).toContain('it has no such database; create it')

    const locked = new URL(postgres.url)
    locked.password = secret
    const refused = await refusal(locked.href)
    expect(refused).toContain('it refuses user and password')
    expect(refused).not.toContain(secret)
  })
})
