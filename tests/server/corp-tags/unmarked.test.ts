import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { asMember, marked, openTagStand, paths } from './tag-stand.ts'

const minute = 60_000

describe.each(engines)('tags taken and given inside WeCom, on $name', ({ open }) => {
  let test: TestApp
  let an: Awaited<ReturnType<typeof asMember>>
  let bai: Awaited<ReturnType<typeof asMember>>
  beforeEach(async () => {
    test = await openTagStand(await open())
    an = await asMember(test, 'an')
    bai = await asMember(test, 'bai')
    test.simulated.faults.clear()
  })
  afterEach(() => test.close())

  const push = () => test.app.services.corpTags.pushDue()
  const calls = (path: string) => test.simulated.faults.counts()[path] ?? 0
  const idOf = (name: string) =>
    test.simulated.directory.tagGroups.flatMap(({ tags }) => tags).find((tag) => tag.name === name)?.tagId ??
    ''
  const names = async (member: typeof an) =>
    (await member.list()).tags.map(({ name }: { name: string }) => name).sort()

  /** A member sets the marks of their entry in the client; every event of it is applied. */
  async function edit(userId: string, tagNames: readonly string[]): Promise<void> {
    test.clock.at += minute
    test.simulated.company.editFollow(userId, 'wm-li', { tagIds: tagNames.map(idOf) })
    await test.simulated.events.settled()
    await test.app.services.callbacks.applyDue()
  }
  /** As without callbacks: the answer of WeCom alone tells. */
  const editQuietly = (userId: string, tagNames: readonly string[]) => {
    test.clock.at += minute
    test.simulated.directory.changeFollow(userId, 'wm-li', { tagIds: tagNames.map(idOf) })
  }
  async function give(name: string, member = an): Promise<void> {
    await member.add(name)
    await push()
  }

  it('a store tag that its only follower unmarks goes here too, and is not pushed again', async () => {
    await give('嫌贵')
    await edit('an', ['高'])
    expect(await names(an)).toEqual(['an的老乡', '高'])
    expect(await names(bai)).not.toContain('嫌贵')
    const made = calls(paths.mark)
    test.clock.at += minute
    await push()
    await test.app.services.customers.refresh('wm-li')
    expect([calls(paths.mark), marked(test, 'an')]).toEqual([made, ['高']])
    const trail = await test.context.db
      .selectFrom('audit')
      .select(['action', 'actor'])
      .where('subjectKind', '=', 'tag')
      .orderBy('at')
      .execute()
    expect(trail.map(({ action, actor }) => `${action} ${actor}`)).toEqual(['tag.added an', 'tag.removed an'])
  })

  it('it is given again by a tap, and marked again', async () => {
    await give('嫌贵')
    await edit('an', ['高'])
    await give('嫌贵')
    expect(marked(test, 'an')).toEqual(['嫌贵', '高'])
    expect(await names(an)).toContain('嫌贵')
  })

  it('it stays while a colleague’s entry carries it, and goes with the last', async () => {
    await give('嫌贵')
    await give('嫌贵', bai)
    await edit('an', ['高'])
    expect(await names(an)).toContain('嫌贵')
    expect(marked(test, 'bai')).toEqual(['嫌贵', '高'])
    await edit('bai', ['高'])
    expect([await names(an), await names(bai)].flat()).not.toContain('嫌贵')
  })

  it('it is seen by the nightly reading, even beside tags that the list does not name', async () => {
    await give('嫌贵')
    editQuietly('an', ['高'])
    test.simulated.directory.changeFollow('an', 'wm-li', { tagIds: ['et-high', 'st-rule'] })
    await test.app.services.contacts.import()
    expect(await names(an)).toEqual(['an的老乡', '高'])
  })

  it('it is seen when the panel reads the contact anew', async () => {
    await give('嫌贵')
    editQuietly('an', [])
    await test.app.services.customers.refresh('wm-li')
    expect(await names(an)).toEqual(['an的老乡'])
  })

  it('a push that is still to come wins, and nothing flaps afterwards', async () => {
    await give('嫌贵')
    test.simulated.faults.add({ path: paths.mark, errcode: 45035, times: 3 })
    test.clock.at += minute
    const { tagId } = await an.tag('嫌贵')
    await an.remove(tagId)
    await an.restore(tagId)
    await push()
    await edit('an', ['高'])
    expect(await names(an)).toContain('嫌贵')
    test.clock.at += minute
    await push()
    expect(marked(test, 'an')).toEqual(['嫌贵', '高'])
    test.clock.at += minute
    await test.app.services.customers.refresh('wm-li')
    expect(await names(an)).toContain('嫌贵')
  })

  it('an answer that was asked for before the push takes nothing', async () => {
    await an.add('嫌贵')
    await push()
    test.clock.at -= 1
    await test.app.services.customers.refresh('wm-li')
    test.clock.at += 1
    expect(await names(an)).toContain('嫌贵')
  })

  it('a member who loses the customer takes nothing off, and may mark anew', async () => {
    await give('嫌贵')
    test.clock.at += minute
    test.simulated.company.deleteByMember('an', 'wm-li')
    await test.simulated.events.settled()
    await test.app.services.callbacks.applyDue()
    expect(await names(bai)).toContain('嫌贵')
    test.clock.at += minute
    test.simulated.company.addCustomer('an', 'wm-li')
    await test.simulated.events.settled()
    await test.app.services.callbacks.applyDue()
    expect(await names(an)).toContain('嫌贵')
    await give('嫌贵')
    expect(marked(test, 'an')).toEqual(['嫌贵'])
  })

  it('a tag marked inside WeCom appears, on this follower alone', async () => {
    await edit('an', ['高', '低'])
    expect(await an.tag('低')).toMatchObject({ source: 'corp', isRemovable: true })
    expect(await names(bai)).not.toContain('低')
    expect(calls(paths.mark)).toBe(0)
  })

  it('an administrator who renames our tag changes neither our name nor who has it', async () => {
    await give('嫌贵')
    test.clock.at += minute
    test.simulated.tagDesk.rename(idOf('嫌贵'), '太贵')
    await test.simulated.events.settled()
    await test.app.services.callbacks.applyDue()
    expect(await names(an)).toEqual(['an的老乡', '太贵', '嫌贵', '高'].sort())
    const { tagId } = await an.tag('嫌贵')
    await an.remove(tagId)
    await push()
    expect(marked(test, 'an')).toEqual(['高'])
  })

  it('unmarked under the name that an administrator gave it, it goes here too', async () => {
    await give('嫌贵')
    test.simulated.tagDesk.rename(idOf('嫌贵'), '太贵')
    await test.simulated.events.settled()
    await test.app.services.callbacks.applyDue()
    await edit('an', ['高'])
    expect(await names(an)).toEqual(['an的老乡', '高'])
  })

  it('an administrator who deletes our tag takes nothing off here; nothing makes it anew but a tap', async () => {
    await give('嫌贵')
    test.clock.at += minute
    test.simulated.tagDesk.remove(idOf('嫌贵'))
    await test.simulated.events.settled()
    await test.app.services.callbacks.applyDue()
    await test.app.services.customers.refresh('wm-li')
    expect(await an.tag('嫌贵')).toMatchObject({ source: 'manual' })
    await push()
    expect(calls(paths.add)).toBe(1)
  })
})
