import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/server/cli/open.ts'
import { readConfig } from '../../../src/server/config.ts'
import { createMembers } from '../../../src/server/members/service.ts'
import { emptyFolder, type Place, runCommand } from '../../support/command.ts'
import { orderRow, shopSide, testNow } from '../ingest/shop-side.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
let place: Place
let keptId = ''
let mergedId = ''

beforeAll(async () => {
  folder = await emptyFolder()
  place = { cwd: folder.cwd, environment: { DATABASE_URL: `file:${folder.cwd}/shop.sqlite` } }
  const config = readConfig(place.environment ?? {}, () => randomBytes(32).toString('hex'))
  const db = await openDatabase(config)
  const { ingest, identity, context } = shopSide(db)
  const contact = { externalUserId: 'wmA', unionId: 'UA' }
  keptId = await db.transaction().execute((trx) => identity.linkExternalContact(trx, contact, testNow))
  await ingest.orders([orderRow('o1', { phone: '13811112222' })])
  mergedId = (await db.selectFrom('purchaseOrder').select('customerId').executeTakeFirstOrThrow()).customerId
  await ingest.customers([{ unionId: 'UA', phone: '13811112222' }])
  // The command looks at the clock on the wall: as if it had been merged just now.
  await db.updateTable('identityMerge').set({ at: Date.now() }).execute()
  await createMembers(context).signedIn({ userId: 'lin', name: '林溪', departments: [] })
  await db.destroy()
})
afterAll(() => folder.remove())

describe('zhike customer merges and unmerge', () => {
  it('lists a merge, takes it back once, and says why not a second time', async () => {
    const listed = await runCommand(['customer', 'merges', keptId], place)
    expect([listed.code, listed.stderr]).toEqual([0, ''])
    expect(listed.lastLine).toContain(`${mergedId} into ${keptId} by phone 138****2222 (orders 1, events 0`)
    expect(listed.lastLine).toMatch(/; can be undone$/)
    const [mergeId = ''] = listed.lastLine.split(' ')
    const undone = await runCommand(['customer', 'unmerge', mergeId], place)
    expect([undone.code, undone.lastLine]).toEqual([0, expect.stringMatching(/^Undone\. /)])
    expect((await runCommand(['customer', 'merges'], place)).lastLine).toMatch(/; undone 2\d{3}-/)
    const again = await runCommand(['customer', 'unmerge', mergeId], place)
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('已经撤销过')])
    const unknown = await runCommand(['customer', 'unmerge', 'merge_none'], place)
    expect([unknown.code, unknown.stderr]).toEqual([
      1,
      expect.stringContaining('there is no merge merge_none'),
    ])
    expect((await runCommand(['customer', 'merges', 'nobody'], place)).lastLine).toBe('There are no merges.')
  })
})

describe('zhike members customer', () => {
  const zhike = (...args: string[]) => runCommand(['members', 'customer', ...args], place)

  it('states under what a member buys, lists it masked, and takes it back', async () => {
    expect((await zhike('lin', '--phone', '+86 138 1111 3333', '--shop-id', 'S9')).lastLine).toBe('2 stated.')
    expect((await zhike()).stdout).toBe('lin  phone  138****3333\nlin  shopCustomerId  S9\n')
    expect((await zhike('lin', '--remove')).lastLine).toBe('2 taken back.')
    expect((await zhike()).lastLine).toBe('Nothing is stated.')
  })

  it('asks for an identity and a member that exist', async () => {
    expect((await zhike('lin')).code).toBe(2)
    expect((await zhike('nobody', '--phone', '13811113333')).code).toBe(1)
  })
})
