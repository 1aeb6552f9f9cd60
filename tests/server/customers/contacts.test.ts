import { afterEach, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { company, followedBy, member } from '../contacts/company.ts'

describe.each(engines)('contacts of every kind on $name', ({ open }) => {
  let test: TestApp
  afterEach(() => test.close())

  const start = async (...[members, contacts]: Parameters<typeof company>) => {
    test = await buildTestApp(await open(), { world: company(members, contacts) })
  }
  const panel = async (externalUserId: string, userId: string) =>
    test.app.inject({
      url: `/api/v1/customers/${externalUserId}/panel`,
      headers: { cookie: await test.signIn(userId) },
    })
  const find = (externalUserId: string, userId: string) =>
    test.app.services.customers.findForAdvisor(externalUserId, userId)

  it('a WeCom user is shown with the company', async () => {
    await start([member('an')], [followedBy('wo-qian', ['an'], { type: 2, name: '钱总' })])
    expect((await find('wo-qian', 'an')).customer).toMatchObject({
      contactType: 2,
      corpName: '钱总的公司',
    })
    expect((await panel('wo-qian', 'an')).json().customer.displayName).toBe('an的备注@钱总的公司')
  })

  it('a WeChat user is shown without one', async () => {
    await start([member('an')], [followedBy('wm-li', ['an'])])
    expect((await panel('wm-li', 'an')).json().customer.displayName).toBe('an的备注')
  })

  it('more than 500 followers are read in pages', async () => {
    const userIds = Array.from({ length: 1001 }, (_, index) => `m${String(index).padStart(4, '0')}`)
    await start(
      userIds.map((userId) => member(userId)),
      [followedBy('wm-star', userIds)],
    )
    const found = await find('wm-star', 'm1000')
    expect(found.follows).toHaveLength(1001)
    expect(found.follow.remark).toBe('m1000的备注')
    expect(test.simulated.faults.counts()['externalcontact/get']).toBe(3)
  })

  it('stores nothing of a contact whose second page fails', async () => {
    const userIds = Array.from({ length: 501 }, (_, index) => `m${index}`)
    await start(
      userIds.map((userId) => member(userId)),
      [followedBy('wm-star', userIds)],
    )
    await find('wm-star', 'm0')
    const { client, customers } = test.app.services
    const { get } = client
    client.get = (path, query) =>
      query?.['cursor'] === undefined ? get(path, query) : Promise.reject(new Error('cut off'))
    await expect(customers.refresh('wm-star')).rejects.toThrow('cut off')
    client.get = get
    expect((await find('wm-star', 'm0')).follows).toHaveLength(501)
  })

  it('of other followers nothing but the name leaves the server', async () => {
    const both = followedBy('wm-li', ['an', 'bai'])
    for (const follow of both.follows) {
      follow.description = `${follow.userId}的描述`
      follow.tagIds = follow.userId === 'bai' ? ['et-bai'] : ['et-high']
      follow.state = `${follow.userId}-state`
    }
    const world = company([member('an'), member('bai')], [both])
    world.tagGroups[0]?.tags.push({ tagId: 'et-bai', name: '白的标签' })
    test = await buildTestApp(await open(), { world })
    await test.app.services.contacts.look()
    await test.app.services.customers.refresh('wm-li')
    const cookie = await test.signIn('an')
    const of = (path: string) =>
      test.app.inject({ url: `/api/v1/customers/wm-li/${path}`, headers: { cookie } })
    const shown = await of('panel')
    expect(shown.json().customer).toMatchObject({ ownerName: 'an的名字', otherAdvisors: ['bai的名字'] })
    expect(shown.body).toContain('an的备注')
    expect(shown.body).toContain('an的老乡')
    const answers = [shown, await of('timeline'), await of('offers')].map(({ body }) => body)
    // The names of the company's tags are everybody's; which of them a customer has from whom is not.
    const bodies = [...answers, JSON.stringify((await of('tags')).json().tags)]
    for (const secret of ['bai的备注', 'bai的描述', 'bai的老乡', '白的标签', 'bai-state'])
      for (const body of bodies) expect(body).not.toContain(secret)
  })

  it('missing and odd fields are taken as empty', async () => {
    await start([member('an')], [followedBy('wm-odd', ['an'])])
    const { client, customers } = test.app.services
    const { get } = client
    client.get = async (path, query) =>
      path === 'externalcontact/get'
        ? {
            errcode: 0,
            external_contact: { external_userid: 'wm-odd', name: 'a\0b', gender: 'x' },
            follow_user: [{ userid: 'an', add_way: 1.5, tags: [{ type: 1 }, null], createtime: 'no' }, 7],
          }
        : get(path, query)
    await customers.refresh('wm-odd')
    client.get = get
    const found = await find('wm-odd', 'an')
    expect(found.customer).toMatchObject({
      name: 'ab',
      avatar: null,
      contactType: 1,
      gender: 0,
      corpName: null,
    })
    expect(found.customer.firstFollowAt).toBeNull()
    expect(found.follow).toMatchObject({ remark: '', description: '', followedAt: 0, addWay: 0, state: '' })
  })
})
