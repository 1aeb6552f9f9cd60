import { expect } from 'vitest'
import { defaultWorld } from '../../../src/simulator/people/default-world.ts'
import type { WorldGroup } from '../../../src/simulator/world.ts'
import { buildTestApp, testNow } from '../../support/build-app.ts'
import type { TestDatabase } from '../../support/databases.ts'

const daySeconds = 86_400

/** LinXi owns it, ChengYe is in it, SuHe administers it; nobody else of the staff has to do with it. */
export function group(chatId: string, customers: number, changes: Partial<WorldGroup> = {}): WorldGroup {
  return {
    chatId,
    name: '护肤交流群',
    ownerUserId: 'LinXi',
    createdAtSeconds: Math.floor(testNow / 1000) - 200 * daySeconds,
    memberUserIds: ['LinXi', 'ChengYe'],
    adminUserIds: ['SuHe'],
    notice: '周三答疑',
    externalUserIds: Array.from({ length: customers }, (_, index) => `wm-guest-${index}`),
    ...changes,
  }
}

export type GroupApp = Awaited<ReturnType<typeof groupApp>>

/** The whole app beside a simulated company with these groups. */
export async function groupApp(database: TestDatabase, groups: WorldGroup[]) {
  const test = await buildTestApp(database, { world: { ...defaultWorld(testNow), groups } })
  const cookies = new Map<string, string>()

  async function ask(userId: string, path: string, body?: object) {
    const cookie = cookies.get(userId) ?? (await test.signIn(userId))
    cookies.set(userId, cookie)
    const answer = await test.app.inject({
      method: body ? 'POST' : 'GET',
      url: `/api/v1/groups/${path}`,
      headers: { cookie, origin: 'http://127.0.0.1:3000' },
      ...(body ? { payload: body } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }

  async function simulate(method: 'PUT' | 'DELETE', path: string): Promise<void> {
    const answer = await test.simulator.inject({ method, url: `/simulator/api/groups/${path}` })
    expect(answer.statusCode).toBe(204)
  }

  return {
    ...test,
    get: (userId: string, path: string) => ask(userId, path),
    post: ask,
    /** After a jump of the clock the sessions are over. */
    signInAgain: () => cookies.clear(),
    /** The first customers leave, in the simulated WeCom. */
    async leave(chatId: string, count: number) {
      for (let index = 0; index < count; index += 1)
        await simulate('DELETE', `${chatId}/customers/wm-guest-${index}`)
    },
    join: (chatId: string, externalUserId: string) =>
      simulate('PUT', `${chatId}/customers/${externalUserId}`),
    dismiss: (chatId: string) => simulate('DELETE', chatId),
    /** Opens the panel until its list is as new as the clock. */
    async refreshed(userId: string, chatId: string) {
      const open = () => ask(userId, `${chatId}/panel`)
      await expect.poll(open, { timeout: 5000 }).toMatchObject({ body: { fetchedAt: test.clock.at } })
      return open()
    },
  }
}
