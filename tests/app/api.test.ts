// @vitest-environment happy-dom
import axios, { AxiosError, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, createApi, newKey, toApiError } from '../../src/app/api.ts'
import { paths } from '../../src/contract/paths.ts'

type Reply = { status: number; data?: unknown } | { code: string }

/** A server of prepared replies; the last one stays. */
function createServer(...replies: Reply[]) {
  const requests: InternalAxiosRequestConfig[] = []
  const http = axios.create({
    adapter: async (config) => {
      requests.push(config)
      const reply = replies.length > 1 ? replies.shift() : replies[0]
      if (!reply || 'code' in reply) throw new AxiosError('no answer', reply?.code, config)
      const response: AxiosResponse = {
        status: reply.status,
        data: reply.data,
        statusText: '',
        headers: {},
        config,
      }
      if (reply.status < 400) return response
      throw new AxiosError('refused', 'ERR_BAD_REQUEST', config, null, response)
    },
  })
  const onUnauthenticated = vi.fn()
  return { api: createApi(paths, onUnauthenticated, http), requests, onUnauthenticated }
}

const lost: Reply = { code: 'ERR_NETWORK' }
const late: Reply = { code: 'ECONNABORTED' }
const ok: Reply = { status: 200, data: { ok: true } }
const issue = { params: { externalUserId: 'wm li/1' }, body: { offerId: 'o1' } }

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 200 })
  return () => vi.useRealTimers()
})

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  return promise.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => toApiError(error),
  )
}

describe('a request', () => {
  it('fills the path and carries body, key and nothing else', async () => {
    const { api, requests } = createServer(ok)
    await api.issueCoupon(issue, { idempotencyKey: 'k1' })
    expect(requests[0]).toMatchObject({ method: 'post', url: '/api/v1/customers/wm%20li%2F1/coupons' })
    expect(requests[0]?.headers.get('Idempotency-Key')).toBe('k1')
    expect(requests[0]?.data).toBe('{"offerId":"o1"}')
  })

  it('passes a query', async () => {
    const { api, requests } = createServer(ok)
    await api.listScripts({ query: { scene: 'group' } })
    expect(requests[0]).toMatchObject({ method: 'get', params: { scene: 'group' } })
  })
})

describe('a failure', () => {
  it('is the server’s own code, sentence and details', async () => {
    const { api } = createServer({
      status: 422,
      data: { code: 'offer_refused', message: '不能发', details: { a: 1 } },
    })
    expect(await failureOf(api.issueCoupon(issue, { idempotencyKey: 'k' }))).toMatchObject({
      code: 'offer_refused',
      status: 422,
      message: '不能发',
      details: { a: 1 },
      isOffline: false,
      mayPass: false,
    })
  })

  it.each([
    [lost, 'offline', '网络断开'],
    [late, 'timeout', '服务没有回应'],
  ])('without an answer is offline: %j', async (reply, code, message) => {
    const { api } = createServer(reply)
    const error = await failureOf(
      api.markCouponSent({ params: { couponId: 'c' }, body: { chatExternalUserId: 'w' } }),
    )
    expect(error).toMatchObject({ code, message, isOffline: true, mayPass: true })
  })

  it('of an unknown shape hides its text', async () => {
    const { api } = createServer({ status: 502, data: '<html>stack</html>' })
    expect((await failureOf(api.getSession({}))).message).toBe('服务出错，请稍后重试')
  })

  it('of the session is told once, and nothing goes out after it even when a new session is there', async () => {
    const { api, requests, onUnauthenticated } = createServer(
      { status: 401, data: { code: 'unauthenticated', message: '' } },
      ok,
    )
    await failureOf(api.getSession({}))
    expect(await failureOf(api.issueCoupon(issue, { idempotencyKey: 'k1' }))).toMatchObject({
      code: 'unauthenticated',
    })
    expect(requests).toHaveLength(1)
    expect(onUnauthenticated).toHaveBeenCalledTimes(1)
  })

  it('by abort says so', async () => {
    const { api } = createServer({ code: 'ERR_CANCELED' })
    expect(await failureOf(api.getSession({}))).toMatchObject({ isOffline: true })
    expect(toApiError(new axios.CanceledError())).toMatchObject({ isAborted: true })
  })
})

describe('one more try', () => {
  it('of a keyed write carries the same key', async () => {
    const { api, requests } = createServer(lost, ok)
    await api.issueCoupon(issue, { idempotencyKey: 'k1' })
    expect(requests.map((request) => request.headers.get('Idempotency-Key'))).toEqual(['k1', 'k1'])
  })

  it('is for reads and 5xx too', async () => {
    const { api, requests } = createServer({ status: 503, data: '' }, ok)
    await api.getSession({})
    expect(requests).toHaveLength(2)
  })

  it.each([
    ['a write without key', lost, {}],
    ['a slow server', late, { idempotencyKey: 'k' }],
    ['a refusal', { status: 409, data: { code: 'live_coupon', message: '' } }, { idempotencyKey: 'k' }],
  ])('is not for %s', async (_name, reply, options) => {
    const { api, requests } = createServer(reply)
    await failureOf(api.issueCoupon(issue, options))
    expect(requests).toHaveLength(1)
  })
})

it('keys never repeat', () => {
  const keys = new Set(Array.from({ length: 200 }, newKey))
  expect(keys.size).toBe(200)
  expect([...keys][0]).toMatch(/^[0-9a-f]{32}$/)
})
