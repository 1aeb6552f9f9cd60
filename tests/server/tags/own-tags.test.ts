import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dropExpiredTags } from '../../../src/server/tags/weekly/expired.ts'
import { engines } from '../../support/databases.ts'
import { openWelcomeApp, type WelcomeApp, welcomeText } from '../welcome/welcome-app.ts'

const minute = 60_000

describe.each(engines)('tags of channels and answers, brought to WeCom, on $name', ({ open }) => {
  let site: WelcomeApp
  /** The cookies of the customer's phone. */
  let device: Record<string, string>
  beforeEach(async () => {
    device = {}
    site = await openWelcomeApp(await open())
  })
  afterEach(() => site.close())

  const inWecom = () =>
    site.simulated.directory.tagGroups.flatMap(({ name, tags }) => tags.map((tag) => `${name}/${tag.name}`))
  const marks = (externalUserId: string, userId = 'lin') => {
    const { directory } = site.simulated
    const tagIds = directory.follow(userId, externalUserId)?.tagIds ?? []
    return tagIds.map((tagId) => directory.tag(tagId)?.tag.name ?? tagId).sort()
  }
  const push = () => site.app.services.corpTags.pushDue()

  async function answer(token: string, option: number): Promise<void> {
    const answered = await site.app.inject({
      method: 'POST',
      url: `/api/v1/quiz-links/${token}/answers`,
      payload: { question: 0, option },
      cookies: device,
    })
    for (const { name, value } of answered.cookies) device[name] = value
    expect(answered.statusCode).toBe(200)
  }
  /** A customer with the link of the quiz in the welcome. */
  async function asked(): Promise<{ externalUserId: string; token: string }> {
    const { state } = await site.makeChannel({ tags: [], welcome: { text: welcomeText, hasQuiz: true } })
    const externalUserId = await site.arrive(state)
    const link = site.sent().at(-1)?.content.link ?? ''
    return { externalUserId, token: new URL(link).pathname.split('/').at(-1) ?? '' }
  }

  it('a channel’s tags are marked for who was added, each made once', async () => {
    const { state } = await site.makeChannel({ tags: ['门店', '高'] })
    const first = await site.arrive(state)
    const other = await site.arrive(state)
    await push()
    expect([marks(first), marks(other)]).toEqual([
      ['门店', '高'],
      ['门店', '高'],
    ])
    expect(inWecom()).toEqual(['意向/高', '意向/低', '来源渠道/门店'])
    expect(await site.calls('externalcontact/add_corp_tag')).toBe(1)
  })

  it('one taken off by hand is unmarked, and comes back with its undoing', async () => {
    const { state } = await site.makeChannel({ tags: ['门店'] })
    const externalUserId = await site.arrive(state)
    await push()
    const base = `customers/${externalUserId}/tags`
    const { body } = await site.ask('GET', base)
    const { tagId } = body.tags.find(({ name }: { name: string }) => name === '门店')
    await site.ask('POST', `${base}/${tagId}/remove`, {})
    await push()
    expect(marks(externalUserId)).toEqual([])
    await site.ask('POST', `${base}/${tagId}/restore`, {})
    await push()
    expect(marks(externalUserId)).toEqual(['门店'])
  })

  it('answers are marked for who asked; another answer takes the place of the first', async () => {
    const { externalUserId, token } = await asked()
    await answer(token, 0)
    await push()
    expect(marks(externalUserId)).toEqual(['油皮'])
    expect(inWecom()).toContain('客户自述/油皮')
    site.clock.at += minute
    await answer(token, 1)
    await push()
    expect(marks(externalUserId)).toEqual(['干皮'])
  })

  it('an answer that expired is unmarked when it is dropped', async () => {
    const { externalUserId, token } = await asked()
    await answer(token, 0)
    await push()
    expect(marks(externalUserId)).toEqual(['油皮'])
    const { context } = site
    const end = site.clock.at
    await context.db
      .updateTable('customerTag')
      .set({ expiresAt: end })
      .where('source', '=', 'customer')
      .execute()
    expect([await dropExpiredTags(context, end), await dropExpiredTags(context, end + 1)]).toEqual([0, 1])
    await push()
    expect(marks(externalUserId)).toEqual([])
  })

  it('an answer that an advisor gave by hand too stays marked when the customer answers otherwise', async () => {
    const { externalUserId, token } = await asked()
    await site.context.db
      .insertInto('setting')
      .values({
        key: 'tagGroups',
        valueJson: JSON.stringify([{ group: '肤质', names: ['油皮'] }]),
        updatedAt: 0,
      })
      .execute()
    await site.ask('POST', `customers/${externalUserId}/tags`, { name: '油皮' })
    await answer(token, 0)
    await answer(token, 1)
    await push()
    expect(marks(externalUserId)).toEqual(['干皮', '油皮'])
  })

  it('the customer’s own word stays here when an advisor unmarks it, and is not marked again', async () => {
    const { externalUserId, token } = await asked()
    await answer(token, 0)
    await push()
    site.clock.at += minute
    site.simulated.company.editFollow('lin', externalUserId, { tagIds: [] })
    await site.settled()
    await push()
    expect(marks(externalUserId)).toEqual([])
    const { body } = await site.ask('GET', `customers/${externalUserId}/tags`)
    expect(body.tags).toMatchObject([{ name: '油皮', source: 'customer', isRemovable: false }])
  })

  it('what WeCom did not take is said on the tag', async () => {
    const { externalUserId, token } = await asked()
    await answer(token, 0)
    await site.fail({ path: 'externalcontact/mark_tag', errcode: 84061, times: 1 })
    await push()
    const { body } = await site.ask('GET', `customers/${externalUserId}/tags`)
    expect(body.tags).toMatchObject([
      { name: '油皮', unsynced: { wanted: 'add', reason: '企业微信里不是你的客户' } },
    ])
  })
})
