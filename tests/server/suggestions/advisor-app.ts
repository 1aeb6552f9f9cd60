import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import type { TestDatabase } from '../../support/databases.ts'

export const dayMs = 86_400_000
export const minuteMs = 60_000

export interface AdvisorApp extends TestApp {
  /** Contacts that the first advisor follows and the second does not. */
  mine: string[]
  /** Followed by the second advisor only. */
  foreign: string
  get: (path: string) => Promise<Answer>
  post: (path: string, body?: object) => Promise<Answer>
  /** Tells the shop's events of one customer, each so many milliseconds before now. */
  told: (externalUserId: string, events: { type: string; agoMs: number; sku?: string }[]) => Promise<void>
  ingest: (what: string, rows: object[]) => Promise<void>
  panel: (externalUserId: string) => Promise<PanelView>
}

export interface Answer {
  status: number
  body: Record<string, never>
}

export interface PanelView {
  steps: { ruleId: string; title: string; evidence: string[]; offerId: string | null; score: number }[]
  enquiries: { about: string; isEscalated: boolean; startedAt: number; lines: string[] }[]
  ignored: { ruleId: string; reasonName: string; until: number }[]
  refusals: string[]
}

/** The whole app with one advisor signed in and the shop's key. */
export async function advisorApp(database: TestDatabase): Promise<AdvisorApp> {
  const test = await buildTestApp(database)
  const [advisor, other] = ['LinXi', 'GuAnRan']
  const cookie = await test.signIn(advisor ?? '')
  const { key } = await test.app.services.keys.create('shop', ['ingest'])
  const followedBy = (externalUserId: string) =>
    test.world.contacts
      .find((contact) => contact.externalUserId === externalUserId)
      ?.follows.map(({ userId }) => userId) ?? []
  const ids = test.world.contacts.map(({ externalUserId }) => externalUserId)
  const mine = ids.filter((id) => followedBy(id).join() === advisor)
  const foreign = ids.find((id) => followedBy(id).join() === other) ?? ''
  let told = 0

  async function call(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    const answer = await test.app.inject({
      method,
      url: `/api/v1/customers/${path}`,
      headers: { cookie, origin: 'http://127.0.0.1:3000' },
      ...(method === 'POST' ? { payload: body ?? {} } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }

  async function ingest(what: string, rows: object[]): Promise<void> {
    const answer = await test.app.inject({
      method: 'POST',
      url: `/api/v1/ingest/${what}`,
      payload: rows,
      headers: { authorization: `Bearer ${key}` },
    })
    const { rejected } = answer.json<{ rejected: object[] }>()
    if (answer.statusCode !== 200 || rejected.length > 0) throw new Error(answer.body)
  }

  return {
    ...test,
    mine,
    foreign,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    ingest,
    async told(externalUserId, events) {
      const rows = events.map(({ type, agoMs, sku }) => {
        told += 1
        const base = { eventId: `e${told}`, externalUserId, type, occurredAt: test.clock.at - agoMs }
        return sku === undefined ? base : { ...base, sku }
      })
      await ingest('events', rows)
    },
    async panel(externalUserId) {
      const { status, body } = await call('GET', `${externalUserId}/panel`)
      if (status !== 200) throw new Error(`panel: ${status} ${JSON.stringify(body)}`)
      const { nextSteps, care, recommendation } = body as Record<string, { data: never }>
      const shown = recommendation?.data as { noOffer: { reasons: string[] } | null } | undefined
      return {
        steps: nextSteps?.data ?? [],
        ...(care?.data ?? { enquiries: [], ignored: [] }),
        refusals: shown?.noOffer?.reasons ?? [],
      }
    },
  }
}
