import { publishQuiz } from '../../../src/server/quiz/publish.ts'
import { createServices } from '../../../src/server/services.ts'
import type { Channel } from '../../../src/contract/channels.ts'
import type { Fault } from '../../../src/simulator/faults/board.ts'
import { buildTestApp } from '../../support/build-app.ts'
import type { TestDatabase } from '../../support/databases.ts'
import { smallWorld } from '../../simulator/small-world.ts'

/** Value, action and deadline; the deadline is the quiz link's. */
export const welcomeText = '欢迎，我是{顾问}。点下方小测试，帮您选合适的护肤方案，{有效期}前有效'
export const quizId = 'skin'

const sampleQuiz = {
  title: '一分钟测肤质',
  questions: [
    {
      text: '您的肤质？',
      lifeDays: null,
      options: [
        { label: '偏油', tag: '油皮' },
        { label: '偏干', tag: '干皮' },
      ],
    },
  ],
}

export interface Sent {
  userId: string
  externalUserId: string
  content: { msgtype: string; text?: string; title?: string; link?: string; imgUrl?: string }
}

export type WelcomeApp = Awaited<ReturnType<typeof openWelcomeApp>>

/** The app with callbacks and a published quiz; lin is an admin. */
export async function openWelcomeApp(database: TestDatabase) {
  const site = await buildTestApp(database, {
    world: smallWorld(),
    hasCallbacks: true,
    environment: { ADMIN_USER_IDS: 'lin' },
  })
  const { app, context, simulated, simulator } = site
  const admin = await site.signIn('lin')
  await publishQuiz(context, quizId, sampleQuiz)

  async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, cookie = admin) {
    const payload = body === undefined ? {} : { payload: body }
    const answer = await app.inject({ method, url: `/api/v1/${path}`, headers: { cookie }, ...payload })
    return { status: answer.statusCode, body: answer.json() }
  }

  return {
    ...site,
    ask,
    async makeChannel(change: object = {}): Promise<Channel> {
      const body = { name: '门店扫码', userIds: ['lin'], tags: ['门店'], ...change }
      const made = await ask('POST', 'channels', body)
      if (made.status !== 200) throw new Error(`no channel: ${JSON.stringify(made.body)}`)
      return made.body.channel
    },
    /** Somebody unknown scans a code of lin's; every event of it is applied. */
    async arrive(state: string, userId = 'lin'): Promise<string> {
      const externalUserId = simulated.company.addNewCustomer(userId, '新客', state) ?? ''
      await this.settled()
      return externalUserId
    },
    async settled(): Promise<void> {
      await simulated.events.settled()
      await app.services.callbacks.applyDue()
    },
    /** Another process on the same database. */
    anotherProcess: () => createServices(context),
    async fail(fault: Fault): Promise<void> {
      await simulator.inject({ method: 'POST', url: '/simulator/api/faults', payload: fault })
    },
    calls: async (path: string): Promise<number> =>
      (await simulator.inject('/simulator/api/calls')).json<Record<string, number>>()[path] ?? 0,
    sent: (): readonly Sent[] => simulated.apiMessages.since(0),
    arrivals: () => context.db.selectFrom('channelArrival').selectAll().orderBy('arrivedAt').execute(),
    tagsOf: async (externalUserId: string): Promise<string[]> => {
      const rows = await context.db
        .selectFrom('customerTag')
        .innerJoin('customer', 'customer.customerId', 'customerTag.customerId')
        .select('customerTag.name')
        .where('customer.externalUserId', '=', externalUserId)
        .where('customerTag.source', '=', 'manual')
        .orderBy('customerTag.name')
        .execute()
      return rows.map(({ name }) => name)
    },
  }
}
