import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { editLines } from '../../../src/server/corp-tags/edits/lines.ts'
import type { EditPlan } from '../../../src/server/corp-tags/edits/plan.ts'
import { changeTagGroups, changeTagRules, readTagRules } from '../../../src/server/tags/store-rules.ts'
import type { TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { anotherPusher, asMember, marked, openTagStand, paths } from './tag-stand.ts'

const minute = 60_000
const editPath = 'externalcontact/edit_corp_tag'
const deletePath = 'externalcontact/del_corp_tag'

describe.each(engines)('what becomes of corp tags when the store changes its lists, on $name', ({ open }) => {
  let test: TestApp
  let an: Awaited<ReturnType<typeof asMember>>
  beforeEach(async () => {
    test = await openTagStand(await open())
    an = await asMember(test, 'an')
    await an.add('嫌贵')
    await test.app.services.corpTags.pushDue()
    test.clock.at += minute
    test.simulated.faults.clear()
  })
  afterEach(() => test.close())

  const calls = (path: string) => test.simulated.faults.counts()[path] ?? 0
  const inWecom = () =>
    test.simulated.directory.tagGroups.flatMap(({ name, tags }) => tags.map((tag) => `${name}/${tag.name}`))
  const names = async () => (await an.list()).tags.map(({ name }: { name: string }) => name).sort()
  const setList = (...groups: [string, ...string[]][]) =>
    changeTagGroups(
      test.context,
      groups.map(([group, ...listed]) => ({ group, names: listed })),
    )

  /** What the command says of it. */
  async function told({ editIds, left }: EditPlan): Promise<string[]> {
    const { edits } = test.app.services.corpTags
    await edits.carryOutDue()
    return editLines(editIds.length === 0 ? [] : await edits.ofIds(editIds), left)
  }

  it('a tag is renamed in WeCom, on customers and in what is pushed later', async () => {
    expect(await told(await setList(['顾虑', '觉得贵', '怕麻烦']))).toEqual([
      'WeCom: tag 顾虑/嫌贵 renamed to 觉得贵',
    ])
    expect(inWecom()).toEqual(['意向/高', '意向/低', '顾虑/觉得贵'])
    expect(marked(test, 'an')).toEqual(['觉得贵', '高'])
    expect(await names()).toEqual(['an的老乡', '觉得贵', '高'].sort())
    const { tagId } = await an.tag('觉得贵')
    await an.remove(tagId)
    await test.app.services.corpTags.pushDue()
    expect(marked(test, 'an')).toEqual(['高'])
    expect(calls(paths.add)).toBe(1)
  })

  it('a tag taken off the list is deleted in WeCom, and what the store knows of customers stays', async () => {
    await (await asMember(test, 'bai')).add('嫌贵')
    expect(await told(await setList(['顾虑', '怕麻烦']))).toEqual(['WeCom: tag 顾虑/嫌贵 deleted'])
    expect(inWecom()).toEqual(['意向/高', '意向/低'])
    test.clock.at += minute
    await test.app.services.customers.refresh('wm-li')
    await test.app.services.corpTags.pushDue()
    expect([inWecom().length, calls(paths.add)]).toEqual([2, 1])
    expect(await an.tag('嫌贵')).toMatchObject({ source: 'manual' })
  })

  it('customers read between the deletion in WeCom and its end here lose nothing', async () => {
    const plan = await setList(['顾虑', '怕麻烦'])
    test.simulated.directory.removeTags(
      test.simulated.directory.tagGroups.flatMap(({ tags }) =>
        tags.flatMap(({ name, tagId }) => (name === '嫌贵' ? [tagId] : [])),
      ),
    )
    await test.app.services.customers.refresh('wm-li')
    expect(await an.tag('嫌贵')).toMatchObject({ source: 'manual' })
    expect(await told(plan)).toEqual(['WeCom: tag 顾虑/嫌贵 deleted'])
  })

  it('a group that we made is renamed with its tags in it', async () => {
    expect(await told(await setList(['担心', '嫌贵', '怕麻烦']))).toEqual([
      'WeCom: group 顾虑 renamed to 担心',
    ])
    expect(inWecom()).toEqual(['意向/高', '意向/低', '担心/嫌贵'])
    await an.add('怕麻烦')
    await test.app.services.corpTags.pushDue()
    expect(inWecom()).toContain('担心/怕麻烦')
    expect(test.simulated.directory.tagGroups).toHaveLength(2)
  })

  it('a group in which somebody else has a tag is left to them', async () => {
    const group = test.simulated.directory.tagGroups.find(({ name }) => name === '顾虑')
    test.simulated.tagDesk.createTag(group?.groupId ?? '', '怕过敏')
    await test.simulated.events.settled()
    await test.app.services.callbacks.applyDue()
    expect(await told(await setList(['担心', '嫌贵', '怕麻烦']))).toEqual([
      'WeCom: group 顾虑 stays: it, or a tag in it, was made by somebody else in WeCom',
    ])
    expect(calls(editPath)).toBe(0)
  })

  it('a tag that somebody else made is never edited, and the report says so', async () => {
    const own: [string, ...string[]] = ['顾虑', '嫌贵']
    await setList(own, ['意向', '高', '低'])
    const renamed = await told(await setList(own, ['意向', '很高', '低']))
    const removed = await told(await setList(own, ['意向', '很高']))
    const why = 'stays: it, or a tag in it, was made by somebody else in WeCom'
    expect([renamed, removed]).toEqual([[`WeCom: tag 意向/高 ${why}`], [`WeCom: tag 意向/低 ${why}`]])
    expect([calls(editPath), calls(deletePath)]).toEqual([0, 0])
    expect(inWecom()).toEqual(['意向/高', '意向/低', '顾虑/嫌贵'])
  })

  it('what an administrator renamed meanwhile is left to them', async () => {
    const tag = test.simulated.directory.tagGroups
      .flatMap(({ tags }) => tags)
      .find(({ name }) => name === '嫌贵')
    test.simulated.tagDesk.rename(tag?.tagId ?? '', '太贵')
    expect(await told(await setList(['顾虑', '觉得贵', '怕麻烦']))).toEqual([
      'WeCom: tag 顾虑/嫌贵 stays: somebody has changed it in WeCom',
    ])
    expect(inWecom()).toContain('顾虑/太贵')
  })

  it('a rule’s name follows; one that the list still has does not', async () => {
    const { rules } = await readTagRules(test.context.db)
    const [rule] = rules.filter(({ each }) => each === undefined)
    if (!rule) throw new Error('no rule')
    const { when, ...rest } = rule
    const given = (name: string) => [{ ...rest, name, when }]
    await changeTagRules(test.context, given('嫌贵'))
    expect(await told(await changeTagRules(test.context, given('价格敏感客')))).toEqual([
      'WeCom: tag 顾虑/嫌贵 stays: a rule, a channel, the quiz or the list still uses it',
    ])
    await changeTagRules(test.context, given('嫌贵'))
    expect(await told(await setList(['顾虑', '怕麻烦']))).toEqual([
      'WeCom: tag 顾虑/嫌贵 stays: a rule, a channel, the quiz or the list still uses it',
    ])
    expect(await told(await changeTagRules(test.context, given('价格敏感客')))).toEqual([
      'WeCom: tag 顾虑/嫌贵 renamed to 价格敏感客',
    ])
    expect(await told(await changeTagRules(test.context, []))).toEqual(['WeCom: tag 顾虑/价格敏感客 deleted'])
  })

  it.each([
    [40071, 'stays: WeCom refused with 40071', 1],
    [48002, 'stays: WeCom refused with 48002', 1],
    [45009, 'is to follow: WeCom refused with 45009; the server tries again', 1],
    [-1, 'is to follow: WeCom refused with -1; the server tries again', 3],
  ])('refused with %i: %s', async (errcode, line, times) => {
    test.simulated.faults.add({ path: editPath, errcode })
    expect(await told(await setList(['顾虑', '觉得贵', '怕麻烦']))).toEqual([`WeCom: tag 顾虑/嫌贵 ${line}`])
    expect(calls(editPath)).toBe(times)
    expect(inWecom()).toContain('顾虑/嫌贵')
  })

  it('what WeCom could not be told at once the server tells later, once of several', async () => {
    test.simulated.faults.add({ path: paths.list, isHangUp: true, times: 3 })
    expect(await told(await setList(['顾虑', '觉得贵', '怕麻烦']))).toEqual([
      'WeCom: tag 顾虑/嫌贵 is to follow: WeCom could not be reached; the server tries again',
    ])
    test.clock.at += minute
    await Promise.all([1, 2].map(() => anotherPusher(test).edits.carryOutDue()))
    expect(inWecom()).toContain('顾虑/觉得贵')
    expect(calls(editPath)).toBe(1)
  })

  it('an edit whose answer got lost is found done', async () => {
    test.simulated.faults.add({ path: editPath, isHangUp: true, isCarriedOut: true, times: 1 })
    const plan = await setList(['顾虑', '觉得贵', '怕麻烦'])
    await told(plan)
    test.clock.at += minute
    expect(await told(plan)).toEqual(['WeCom: tag 顾虑/嫌贵 renamed to 觉得贵'])
    expect(calls(editPath)).toBe(1)
  })
})
