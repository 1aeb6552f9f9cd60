import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { asMember, openTagStand, paths } from './tag-stand.ts'

const minute = 60_000

describe.each(engines)('the mirror of corp tags on $name', ({ open }) => {
  let test: TestApp
  beforeEach(async () => {
    test = await openTagStand(await open())
  })
  afterEach(() => test.close())

  /** What administrators do now is told and applied. */
  const settle = async () => {
    await test.simulated.events.settled()
    await test.app.services.callbacks.applyDue()
  }
  const known = async () => {
    const rows = await test.context.db
      .selectFrom('corpTag')
      .innerJoin('corpTagGroup', 'corpTagGroup.groupId', 'corpTag.groupId')
      .select(['corpTagGroup.name as groupName', 'corpTag.name'])
      .where('corpTag.deletedAt', 'is', null)
      .execute()
    return rows.map(({ groupName, name }) => `${groupName}/${name}`).sort()
  }
  const groups = async () => (await (await asMember(test, 'an')).list()).allowed

  it('offers the company’s tags beside the store’s list, each name once', async () => {
    expect(await known()).toEqual(['意向/低', '意向/高'])
    expect(await groups()).toEqual([
      { group: '顾虑', names: ['嫌贵', '怕麻烦'] },
      { group: '意向', names: ['高', '低'] },
    ])
    const groupId = test.simulated.tagDesk.createGroup('顾虑')
    test.simulated.tagDesk.createTag(groupId, '嫌贵')
    test.simulated.tagDesk.createTag(groupId, '怕过敏')
    test.simulated.tagDesk.createTag('etgroup', '怕麻烦')
    await settle()
    expect(await groups()).toEqual([
      { group: '顾虑', names: ['嫌贵', '怕麻烦', '怕过敏'] },
      { group: '意向', names: ['高', '低'] },
    ])
  })

  it('follows a rename of a tag and of its group to the customers', async () => {
    test.simulated.tagDesk.rename('et-high', '很高')
    test.simulated.tagDesk.rename('etgroup', '购买意向')
    await settle()
    expect(await known()).toEqual(['购买意向/低', '购买意向/很高'].sort())
    const an = await asMember(test, 'an')
    expect(await an.tag('很高')).toMatchObject({
      source: 'corp',
      evidence: '企业微信标签 · 购买意向',
      isRemovable: true,
    })
    expect(await an.tag('高')).toBeUndefined()
  })

  it('takes a tag that an administrator deleted off all customers', async () => {
    test.simulated.tagDesk.remove('et-high')
    await settle()
    const an = await asMember(test, 'an')
    expect(await an.tag('高')).toBeUndefined()
    expect(await an.tag('an的老乡')).toMatchObject({ source: 'personal', isRemovable: false })
    expect(await (await asMember(test, 'bai')).tag('an的老乡')).toBeUndefined()
    expect(await groups()).toContainEqual({ group: '意向', names: ['低'] })
    test.clock.at += minute
    test.simulated.tagDesk.remove('etgroup')
    await settle()
    expect(await known()).toEqual([])
  })

  it('an answer older than the stored one is dropped', async () => {
    test.clock.at += minute
    await test.app.services.corpTags.refresh()
    for (const group of test.simulated.directory.tagGroups)
      group.tags = group.tags.filter(({ tagId }) => tagId !== 'et-low')
    test.clock.at -= 2
    await test.app.services.corpTags.refresh()
    expect(await known()).toEqual(['意向/低', '意向/高'])
    test.clock.at += 3
    await test.app.services.corpTags.refresh()
    expect(await known()).toEqual(['意向/高'])
  })

  it('an event that comes while WeCom fails is applied later', async () => {
    test.simulated.faults.add({ path: paths.list, errcode: 48002, times: 1 })
    test.simulated.tagDesk.rename('et-high', '很高')
    await settle()
    expect(await known()).toContain('意向/高')
    test.clock.at += minute
    await test.app.services.callbacks.applyDue()
    expect(await known()).toContain('意向/很高')
  })

  it('is read anew when the nightly list names tags by id only', async () => {
    test.simulated.directory.tagGroups[0]?.tags.push({ tagId: 'et-new', name: '新的' })
    test.simulated.directory.changeFollow('bai', 'wm-li', { tagIds: ['et-new', 'st-rule'] })
    test.clock.at += minute
    await test.app.services.contacts.import()
    expect(await known()).toContain('意向/新的')
    expect(await (await asMember(test, 'bai')).tag('新的')).toMatchObject({ source: 'corp' })
  })

  it('a tag of a rule group is shown and cannot be taken off here', async () => {
    const row = { source: 'corp', name: 'VIP', evidence: '企业微信标签 · 规则组', kind: 'fact' }
    const { customerId } = await test.app.services.customers.findForAdvisor('wm-li', 'an')
    await test.context.db
      .insertInto('customerTag')
      .values({ ...row, tagId: 'rule', customerId, userId: 'an', createdAt: test.clock.at })
      .execute()
    const an = await asMember(test, 'an')
    expect(await an.tag('VIP')).toMatchObject({ isRemovable: false })
    expect(await an.remove('rule')).toMatchObject({ status: 422, body: { code: 'tag_read_only' } })
  })
})
