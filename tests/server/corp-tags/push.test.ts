import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { anotherPusher, asMember, marked, openTagStand, paths } from './tag-stand.ts'

const minute = 60_000

describe.each(engines)('tags given and taken, brought to WeCom, on $name', ({ open }) => {
  let test: TestApp
  let an: Awaited<ReturnType<typeof asMember>>
  beforeEach(async () => {
    test = await openTagStand(await open())
    an = await asMember(test, 'an')
    test.simulated.faults.clear()
  })
  afterEach(() => test.close())

  const push = () => test.app.services.corpTags.pushDue()
  const calls = (path: string) => test.simulated.faults.counts()[path] ?? 0
  const rows = () => test.context.db.selectFrom('corpTagPush').selectAll().orderBy('name').execute()
  const corpTags = () =>
    test.simulated.directory.tagGroups.flatMap(({ name, tags }) => tags.map((tag) => `${name}/${tag.name}`))

  /** As when the event of it is still on its way. */
  const deleteQuietly = (name: string) => {
    for (const group of test.simulated.directory.tagGroups)
      group.tags = group.tags.filter((tag) => tag.name !== name)
  }

  it('a corp tag is marked and unmarked for this follower alone', async () => {
    const { status, body } = await an.add('低')
    expect(status).toBe(200)
    expect(body.tag).toMatchObject({ source: 'corp', evidence: '企业微信标签 · 意向', isRemovable: true })
    await push()
    expect(marked(test, 'an')).toEqual(['低', '高'])
    expect(marked(test, 'bai')).toEqual(['高'])
    const high = await an.tag('高')
    expect((await an.remove(high.tagId)).status).toBe(200)
    await push()
    expect(marked(test, 'an')).toEqual(['低'])
    expect(await an.tag('高')).toBeUndefined()
    expect((await an.restore(high.tagId)).status).toBe(200)
    await push()
    expect(marked(test, 'an')).toEqual(['低', '高'])
    expect(await (await asMember(test, 'bai')).remove(high.tagId)).toMatchObject({ status: 404 })
  })

  it('a tag of the store’s list is made as ours, marked, and taken off wherever it was put', async () => {
    await an.add('嫌贵')
    await push()
    expect(corpTags()).toContain('顾虑/嫌贵')
    expect(marked(test, 'an')).toEqual(['嫌贵', '高'])
    const made = await test.context.db.selectFrom('corpTag').select(['name', 'isOurs']).execute()
    expect(made).toContainEqual({ name: '嫌贵', isOurs: 1 })
    expect(made).toContainEqual({ name: '高', isOurs: 0 })
    const bai = await asMember(test, 'bai')
    await bai.add('嫌贵')
    await push()
    expect(marked(test, 'bai')).toEqual(['嫌贵', '高'])
    expect(calls(paths.add)).toBe(1)
    const { tagId } = await bai.tag('嫌贵')
    await bai.remove(tagId)
    expect(await an.tag('嫌贵')).toBeUndefined()
    await push()
    expect([marked(test, 'an'), marked(test, 'bai')]).toEqual([['高'], ['高']])
    expect(corpTags()).toContain('顾虑/嫌贵')
  })

  it('a name that is there already is adopted and stays theirs', async () => {
    const tags = [{ tagId: 'et-theirs', name: '嫌贵' }]
    test.simulated.directory.tagGroups.push({ groupId: 'et-g', name: '顾虑', tags, createdAtSeconds: 1 })
    await an.add('嫌贵')
    await push()
    expect(calls(paths.add)).toBe(1)
    expect(marked(test, 'an')).toEqual(['嫌贵', '高'])
    const tag = await test.context.db
      .selectFrom('corpTag')
      .select('isOurs')
      .where('name', '=', '嫌贵')
      .executeTakeFirst()
    expect(tag?.isOurs).toBe(0)
  })

  it.each([
    [40072, '企业微信不接受这个名称的长度'],
    [40071, '企业微信里有同名标签，但读不到'],
  ])('making a tag refused with %i is shown on it, and a tap tries again', async (errcode, reason) => {
    test.simulated.faults.add({ path: paths.add, errcode, times: 1 })
    await an.add('嫌贵')
    await push()
    expect(await an.tag('嫌贵')).toMatchObject({ source: 'manual', unsynced: { wanted: 'add', reason } })
    await push()
    expect(calls(paths.add)).toBe(1)
    await an.add('嫌贵')
    await push()
    expect((await an.tag('嫌贵')).unsynced).toBeUndefined()
    expect(marked(test, 'an')).toEqual(['嫌贵', '高'])
  })

  it('not this follower’s customer any more (84061): shown on the tag, not tried again', async () => {
    test.simulated.directory.removeFollow('an', 'wm-li')
    await an.add('低')
    await push()
    test.clock.at += minute
    await push()
    expect(calls(paths.mark)).toBe(1)
    const { unsynced } = await an.tag('低')
    expect(unsynced).toEqual({ wanted: 'add', reason: '企业微信里不是你的客户' })
  })

  it('a tag that an administrator deleted meanwhile: shown, and taken off by a tap', async () => {
    await an.add('低')
    deleteQuietly('低')
    await push()
    const tag = await an.tag('低')
    expect(tag).toMatchObject({ isRemovable: true, unsynced: { reason: '企业微信里已没有这个标签' } })
    expect((await an.remove(tag.tagId)).status).toBe(200)
    expect(await an.tag('低')).toBeUndefined()
    expect(await rows()).toEqual([])
  })

  it('one of the store’s list is made anew when it was deleted meanwhile', async () => {
    await an.add('嫌贵')
    await push()
    const { tagId } = await an.tag('嫌贵')
    await an.remove(tagId)
    await push()
    deleteQuietly('嫌贵')
    test.clock.at += minute
    await an.add('嫌贵')
    await push()
    expect(calls(paths.add)).toBe(2)
    expect(marked(test, 'an')).toEqual(['嫌贵', '高'])
  })

  it('a conflict of two writers (45035) is tried again, and is no failure', async () => {
    test.simulated.faults.add({ path: paths.mark, errcode: 45035, times: 4 })
    await an.add('低')
    await push()
    expect(marked(test, 'an')).toEqual(['高'])
    expect((await an.tag('低')).unsynced).toEqual({
      wanted: 'add',
      reason: '企业微信正忙，会自动重试',
      isWaiting: true,
    })
    await push()
    expect(calls(paths.mark)).toBe(3)
    test.clock.at += 2000
    await push()
    expect(marked(test, 'an')).toEqual(['低', '高'])
    expect((await an.tag('低')).unsynced).toBeUndefined()
  })

  it.each([
    [9999, undefined],
    [10_000, { wanted: 'add', reason: '正在排队', isWaiting: true }],
  ])('what nobody has pushed after %i ms says so', async (elapsedMs, unsynced) => {
    await an.add('嫌贵')
    test.clock.at += elapsedMs
    expect((await an.tag('嫌贵')).unsynced).toEqual(unsynced)
    expect((await (await asMember(test, 'bai')).tag('嫌贵')).unsynced).toBeUndefined()
  })

  it('given up after the last attempt, and shown', async () => {
    test.simulated.faults.add({ path: paths.mark, errcode: 45009 })
    await an.add('低')
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await push()
      test.clock.at += 31 * minute
    }
    expect(await an.tag('低')).toMatchObject({ unsynced: { reason: '今天的调用次数用完了' } })
  })

  it('an answer that got lost: the mark is made once more and stays one', async () => {
    test.simulated.faults.add({ path: paths.mark, isHangUp: true, isCarriedOut: true, times: 1 })
    await an.add('低')
    await push()
    expect(marked(test, 'an')).toEqual(['低', '高'])
    expect((await rows()).map(({ status, attempts }) => [status, attempts])).toEqual([['pending', 1]])
    test.clock.at += 2000
    await push()
    expect((await rows()).map(({ status, attempts }) => [status, attempts])).toEqual([['done', 2]])
    expect(marked(test, 'an')).toEqual(['低', '高'])
    expect(test.simulated.directory.follow('an', 'wm-li')?.tagIds).toHaveLength(2)
  })

  it('nothing is pushed for a lead who does not follow, and the company’s tags are not theirs to give', async () => {
    await test.context.db.updateTable('follow').set({ isActive: 0 }).where('userId', '=', 'an').execute()
    const { customerId } = await test.app.services.customers.findForAdvisor('wm-li', 'bai')
    const edit = { customerId, actor: { userId: 'an', name: '安' } }
    const { manual } = test.app.services.tags
    expect(await manual.add(edit, '嫌贵')).toMatchObject({ source: 'manual' })
    await expect(manual.add(edit, '低')).rejects.toMatchObject({ code: 'tag_not_allowed' })
    expect(await rows()).toEqual([])
  })

  it('added and taken off again before anything was pushed ends removed', async () => {
    const { body } = await an.add('低')
    await an.remove(body.tag.tagId)
    await push()
    expect(marked(test, 'an')).toEqual(['高'])
    expect(await an.tag('低')).toBeUndefined()
  })

  it('taken off while the addition is on its way ends removed', async () => {
    const { body } = await an.add('低')
    test.simulated.faults.add({ path: paths.mark, latencyMs: 300, times: 1 })
    const first = push()
    await expect.poll(() => calls(paths.mark)).toBe(1)
    await an.remove(body.tag.tagId)
    await anotherPusher(test).pushDue()
    expect(calls(paths.mark)).toBe(1)
    await first
    await push()
    expect(marked(test, 'an')).toEqual(['高'])
    expect(await an.tag('低')).toBeUndefined()
  })

  it('several processes push each change once and one pair one after the other', async () => {
    const bai = await asMember(test, 'bai')
    for (const name of ['低', '嫌贵', '怕麻烦']) {
      await an.add(name)
      await bai.add(name)
    }
    const pushers = [1, 2, 3].map(() => anotherPusher(test))
    for (let round = 0; round < 3; round += 1) await Promise.all(pushers.map((pusher) => pusher.pushDue()))
    expect(marked(test, 'an')).toEqual(['低', '嫌贵', '怕麻烦', '高'].sort())
    expect(marked(test, 'bai')).toEqual(['低', '嫌贵', '怕麻烦', '高'].sort())
    expect(calls(paths.mark)).toBe(6)
    expect((await rows()).map(({ status }) => status)).toEqual(Array(6).fill('done'))
  })

  it('what a killed process had in its hands is pushed by another when its time is up', async () => {
    const { client } = test.app.services
    let died = () => {}
    const killed = new Promise<void>((resolve) => {
      died = resolve
    })
    const post: typeof client.post = (path, body) => {
      if (path !== paths.mark) return client.post(path, body)
      died()
      return new Promise(() => undefined)
    }
    await an.add('低')
    void anotherPusher(test, { ...client, post }).pushDue()
    await killed
    await push()
    expect(marked(test, 'an')).toEqual(['高'])
    test.clock.at += 90_000
    await push()
    expect(marked(test, 'an')).toEqual(['低', '高'])
  })

  it('an answer of WeCom from before the push takes nothing back', async () => {
    await an.add('低')
    await test.app.services.customers.refresh('wm-li')
    expect(await an.tag('低')).toBeDefined()
    await push()
    const high = await an.tag('高')
    await an.remove(high.tagId)
    await test.app.services.customers.refresh('wm-li')
    expect(await an.tag('高')).toBeUndefined()
    await push()
    test.clock.at += minute
    test.simulated.company.editFollow('an', 'wm-li', { tagIds: [] })
    await test.simulated.events.settled()
    await test.app.services.callbacks.applyDue()
    expect(await an.tag('低')).toBeUndefined()
  })
})
