import { randomBytes } from 'node:crypto'
import { createCorpTags } from '../../../src/server/corp-tags/service.ts'
import { changeTagGroups } from '../../../src/server/tags/store-rules.ts'
import type { WecomClient } from '../../../src/server/wecom/client.ts'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import type { TestDatabase } from '../../support/databases.ts'
import { company, followedBy, member } from '../contacts/company.ts'

export const paths = {
  list: 'externalcontact/get_corp_tag_list',
  add: 'externalcontact/add_corp_tag',
  mark: 'externalcontact/mark_tag',
}

/** A company with the tags 意向/高 and 意向/低, members an and bai and their customer wm-li; an's list has 顾虑/嫌贵. */
export async function openTagStand(database: TestDatabase): Promise<TestApp> {
  const world = company([member('an'), member('bai')], [followedBy('wm-li', ['an', 'bai'])])
  world.tagGroups[0]?.tags.push({ tagId: 'et-low', name: '低' })
  const test = await buildTestApp(database, { world, hasCallbacks: true })
  await changeTagGroups(test.context, [{ group: '顾虑', names: ['嫌贵', '怕麻烦'] }])
  await test.app.services.customers.findForAdvisor('wm-li', 'an')
  await test.app.services.corpTags.refresh()
  test.clock.at += 1000
  return test
}

/** The panel's requests about wm-li. */
export async function asMember(test: TestApp, userId: string) {
  const headers = { cookie: await test.signIn(userId), origin: test.context.config.publicUrl }
  const base = '/api/v1/customers/wm-li/tags'
  async function send(method: 'GET' | 'POST', path: string, payload?: object) {
    const request = { method, url: `${base}${path}`, headers }
    const answer = await test.app.inject(payload === undefined ? request : { ...request, payload })
    return { status: answer.statusCode, body: answer.json() }
  }
  const list = async () => (await send('GET', '')).body
  return {
    list,
    add: (name: string) => send('POST', '', { name }),
    remove: (tagId: string) => send('POST', `/${tagId}/remove`, {}),
    restore: (tagId: string) => send('POST', `/${tagId}/restore`, {}),
    /** The tag as this member sees it now. */
    async tag(name: string) {
      const { tags } = await list()
      return tags.find((tag: { name: string }) => tag.name === name)
    },
  }
}

/** What WeCom has on this member's customer, by name. */
export function marked(test: TestApp, userId: string, externalUserId = 'wm-li'): string[] {
  const { directory } = test.simulated
  const tagIds = directory.follow(userId, externalUserId)?.tagIds ?? []
  return tagIds.map((tagId) => directory.tag(tagId)?.tag.name ?? tagId).sort()
}

/** Another process on the same database. */
export function anotherPusher(test: TestApp, client: WecomClient = test.app.services.client) {
  const context = { ...test.context, randomBytes: (count: number) => randomBytes(count) }
  return createCorpTags(context, { client, customers: test.app.services.customers })
}
