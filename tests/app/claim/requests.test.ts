import { afterEach, describe, expect, it, vi } from 'vitest'
import { ClaimError, claimRequests } from '../../../src/app/claim/requests.ts'
import { openCoupon } from './opened-page.ts'

afterEach(() => vi.unstubAllGlobals())

const token = 'aB3_-token-of-16'

describe('claimRequests', () => {
  it.each([
    ['read', 'GET', ''],
    ['open', 'POST', '/open'],
    ['take', 'POST', '/claim'],
    ['optOut', 'POST', '/opt-out'],
    ['optIn', 'POST', '/opt-in'],
  ] as const)('%s is %s …%s, never from a cache', async (name, method, suffix) => {
    const fetch = vi.fn(async () => new Response(JSON.stringify(openCoupon)))
    vi.stubGlobal('fetch', fetch)
    expect(await claimRequests(`/c/${token}`)?.[name]()).toEqual(openCoupon)
    expect(fetch).toHaveBeenCalledExactlyOnceWith(
      `/api/v1/claims/${token}${suffix}`,
      expect.objectContaining({ method, cache: 'no-store' }),
    )
  })

  it.each([
    [
      'the server’s code',
      new Response('{"code":"coupon_ended","message":"x"}', { status: 410 }),
      'coupon_ended',
    ],
    ['an error without a code', new Response('{}', { status: 500 }), 'internal'],
    ['no JSON', new Response('<html>', { status: 200 }), 'unreachable'],
    ['JSON of another kind', new Response('null', { status: 200 }), 'unreachable'],
  ])('turns %s into one kind of error', async (_name, answer, code) => {
    vi.stubGlobal('fetch', async () => answer)
    const failure = await claimRequests(`/c/${token}/`)
      ?.read()
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ClaimError)
    expect(failure).toMatchObject({ code })
  })
})
