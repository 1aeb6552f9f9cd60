import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { breakerRestMs } from '../../../src/server/wecom/api/breaker.ts'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

const dayMs = 86_400_000

describe.each(engines)('while WeCom is down, on $name', ({ open }) => {
  let test: TestApp
  let cookie: string

  beforeEach(async () => {
    test = await buildTestApp(await open())
    cookie = await test.signIn('LinXi')
  })
  afterEach(() => test.close())

  const turn = (patch: object) =>
    test.simulator.inject({ method: 'PUT', url: '/simulator/api/switches', payload: patch })
  const asked = async (path: string) =>
    (await test.simulator.inject('/simulator/api/calls')).json<Record<string, number>>()[path] ?? 0
  async function openPanel(externalUserId: string) {
    const startedAt = performance.now()
    const url = `/api/v1/customers/${externalUserId}/panel`
    const answer = await test.app.inject({ url, headers: { cookie } })
    return { answer, ms: performance.now() - startedAt }
  }
  const ownCustomers = () =>
    test.world.contacts.filter(({ follows }) => follows.some(({ userId }) => userId === 'LinXi'))

  it('the panel answers from the stored copy in its usual time and says so', async () => {
    const id = ownCustomers()[0]?.externalUserId ?? ''
    expect((await openPanel(id)).answer.statusCode).toBe(200)
    const usual = await openPanel(id)
    expect(usual.answer.json()).toMatchObject({ isStale: false })
    await turn({ down: true })
    test.clock.at += dayMs + 1
    const tookMs: number[] = []
    for (let time = 0; time < 5; time += 1) {
      const { answer, ms } = await openPanel(id)
      expect(answer.statusCode).toBe(200)
      expect(answer.json()).toMatchObject({ isStale: true })
      tookMs.push(ms)
    }
    // The one in the middle: a busy machine may stop any of them.
    expect(tookMs.sort((a, b) => a - b)[2]).toBeLessThan(usual.ms + 400)
  })

  it('a customer without a copy is refused at once as soon as it is clear that nobody answers', async () => {
    const [known, ...unknown] = ownCustomers().map(({ externalUserId }) => externalUserId)
    await openPanel(known ?? '')
    await turn({ down: true })
    for (const id of unknown.slice(0, 2)) expect((await openPanel(id)).answer.statusCode).toBe(503)
    const before = await asked('externalcontact/get')
    const { answer, ms } = await openPanel(unknown[2] ?? '')
    expect(answer.json()).toMatchObject({ code: 'wecom_unreachable' })
    expect(ms).toBeLessThan(4000)
    expect(await asked('externalcontact/get')).toBe(before)

    await turn({ down: false })
    test.clock.at += breakerRestMs
    expect((await openPanel(unknown[2] ?? '')).answer.statusCode).toBe(200)
  })
})
