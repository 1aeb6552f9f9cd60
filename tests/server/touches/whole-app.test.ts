import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp, testNow } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

const userId = 'LinXi'

describe.each(engines)('records in the whole app on $name', ({ open }) => {
  let test: TestApp
  let cookie = ''
  let externalUserId = ''
  beforeAll(async () => {
    test = await buildTestApp(await open())
    cookie = await test.signIn(userId)
    const contact = test.world.contacts.find(({ follows }) =>
      follows.some((follow) => follow.userId === userId),
    )
    externalUserId = contact?.externalUserId ?? ''
  })
  afterAll(() => test.close())

  async function call(path: string, body?: Record<string, unknown>) {
    const answer = await test.app.inject({
      method: body ? 'POST' : 'GET',
      url: `/api/v1/${path}`,
      headers: { cookie, origin: 'http://127.0.0.1:3000', 'idempotency-key': `k-${path.length}` },
      ...(body ? { payload: body } : {}),
    })
    expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 200 })
    return answer.json()
  }

  it('records a send within one transaction and counts it at once', async () => {
    const sent = await call(`customers/${externalUserId}/touches`, { text: '您好', via: 'sent' })
    expect(sent).toMatchObject({
      touch: { isMine: true, bubbles: 1, at: testNow },
      cadence: { weekCount: 1 },
    })
    expect((await call(`customers/${externalUserId}/touches`)).touches).toHaveLength(1)
    const { past } = await call(`customers/${externalUserId}/timeline`)
    expect(past[0]).toMatchObject({ kind: 'touch', at: testNow, title: '我 发消息', detail: '您好' })
    expect(past.map(({ kind }: { kind: string }) => kind)).toContain('relation')
  })

  it('marks her as asking and reads tags and scripts of the contact', async () => {
    const asking = await call(`customers/${externalUserId}/asking`, { isAsking: true })
    expect(asking.cadence).toMatchObject({ isAsking: true, warnings: [] })
    expect(await call(`customers/${externalUserId}/tags`)).toHaveProperty('tags')
    expect(await call(`scripts?externalUserId=${externalUserId}`)).toMatchObject({ scripts: [] })
  })
})
