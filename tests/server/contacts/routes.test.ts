import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { company, customersOf, member } from './company.ts'

const url = '/api/v1/contacts/import'

describe.each(engines)('the import’s progress on $name', ({ open }) => {
  let test: TestApp
  beforeAll(async () => {
    test = await buildTestApp(await open(), {
      world: company([member('an'), member('boss')], customersOf(['an'], 3)),
      environment: { ADMIN_USER_IDS: 'boss' },
    })
  })
  afterAll(() => test.close())

  const ask = async (userId: string) =>
    test.app.inject({ url, headers: { cookie: await test.signIn(userId) } })

  it('is shown to an admin, before, after and when it failed', async () => {
    expect((await ask('boss')).json()).toMatchObject({
      status: 'none',
      kind: null,
      contacts: 0,
      startedAt: null,
    })
    test.simulated.faults.add({ path: 'externalcontact/get_follow_user_list', errcode: 48002 })
    await test.app.services.contacts.look()
    expect((await ask('boss')).json()).toMatchObject({
      status: 'none',
      problem: expect.stringMatching('48002'),
    })
    test.simulated.faults.clear()
    test.clock.at += 5 * 60_000
    await test.app.services.contacts.look()
    expect((await ask('boss')).json()).toMatchObject({
      status: 'finished',
      contacts: 3,
      membersDone: 2,
      problem: null,
    })
  })

  it('is not shown to an advisor', async () => {
    expect((await ask('an')).statusCode).toBe(403)
  })
})
