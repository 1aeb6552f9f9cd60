import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/server/cli/open.ts'
import { readConfig } from '../../../src/server/config.ts'
import { emptyFolder, type Finished, type Place, runCommand } from '../../support/command.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
let place: Place

beforeAll(async () => {
  folder = await emptyFolder()
  place = { cwd: folder.cwd, environment: { DATABASE_URL: `file:${folder.cwd}/shop.sqlite` } }
  const seeded = await runCommand(['demo'], place)
  if (seeded.code !== 0) throw new Error(seeded.stderr)
})
afterAll(() => folder.remove())

const zhike = (...args: string[]): Promise<Finished> => runCommand(['customer', ...args], place)

/** Somebody of the demo store with a coupon. */
async function somebody(): Promise<{ externalUserId: string; name: string }> {
  const config = readConfig(place.environment ?? {}, () => randomBytes(32).toString('hex'))
  const db = await openDatabase(config)
  const { externalUserId, name } = await db
    .selectFrom('customer')
    .innerJoin('coupon', 'coupon.customerId', 'customer.customerId')
    .select(['externalUserId', 'name'])
    .orderBy('externalUserId')
    .limit(1)
    .executeTakeFirstOrThrow()
  await db.destroy()
  return { externalUserId: externalUserId ?? '', name }
}

describe('zhike customer', () => {
  it('hands out a person’s data on the terminal or in a file that only its owner reads, then erases it for good', async () => {
    const { externalUserId, name } = await somebody()
    const printed = await zhike('export', externalUserId)
    expect([printed.code, printed.stderr]).toEqual([0, ''])
    expect(JSON.parse(printed.stdout)).toMatchObject({ customer: { externalUserId, name } })
    const written = await zhike('export', externalUserId, '--out', 'person.json')
    expect(written).toMatchObject({ code: 0, lastLine: 'Written to person.json.' })
    const file = path.join(folder.cwd, 'person.json')
    expect(JSON.parse(await readFile(file, 'utf8')).records.coupon.length).toBeGreaterThan(0)
    expect((await stat(file)).mode & 0o077).toBe(0)

    const erased = await zhike('erase', externalUserId, '--yes')
    expect([erased.code, erased.lastLine]).toEqual([0, expect.stringMatching(/^Erased\. .* erased_\w+\.$/)])
    expect((await zhike('export', externalUserId)).code).toBe(1)
  })

  it('asks for --yes, and says what it does not know: exit code 2 for usage, 1 for what it can’t do', async () => {
    const unsure = await zhike('erase', 'wm-nobody')
    expect([unsure.code, unsure.stderr]).toEqual([2, expect.stringContaining('--yes')])
    for (const args of [
      ['erase', 'wm-nobody', '--yes'],
      ['export', 'wm-nobody'],
    ]) {
      const unknown = await zhike(...args)
      expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('no customer wm-nobody')])
    }
    expect((await zhike('export')).code).toBe(2)
    expect((await zhike('--help')).code).toBe(0)
  })
})
