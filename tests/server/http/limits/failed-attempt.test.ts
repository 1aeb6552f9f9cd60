import { describe, expect, it } from 'vitest'
import { failedAttemptOf } from '../../../../src/server/http/limits/failed-attempt.ts'

describe('failed attempts', () => {
  it.each([
    ['/api/v1/ingest/orders', 'ingestOrders', 401, 'key'],
    ['/api/v1/ingest/orders', 'ingestOrders', 403, null],
    ['/api/v1/coupons/redeem', 'redeemCoupon', 401, 'key'],
    ['/api/v1/coupons/redeem', 'redeemCoupon', 404, 'code'],
    ['/api/v1/coupons/redeem', 'redeemCoupon', 200, null],
    ['/api/v1/coupons/redeem', 'redeemCoupon', 409, null],
    ['/api/v1/coupons/redeem', 'redeemCoupon', 422, null],
    ['/api/v1/session', 'getSession', 401, null],
    ['/api/v1/claims/:token', 'getClaim', 404, 'link'],
    ['/api/v1/claims/:token/claim', 'takeClaim', 404, 'link'],
    ['/api/v1/claims/:token/claim', 'takeClaim', 403, null],
    ['/api/v1/quiz-links/:token', 'getQuizPage', 404, 'link'],
    ['/c/:token', undefined, 404, 'link'],
    ['/q/:token', undefined, 404, 'link'],
    ['/c/:token', undefined, 200, null],
    ['/auth/wecom/callback', undefined, 400, 'state'],
    ['/auth/wecom/callback', undefined, 302, null],
    ['/wecom/callback', undefined, 403, 'signature'],
    ['/wecom/callback', undefined, 200, null],
    ['/metrics', undefined, 401, 'key'],
    ['/metrics', undefined, 403, null],
    ['/metrics', undefined, 200, null],
    [undefined, undefined, 404, null],
  ] as const)('%s %s answered with %i: %s', (url, contractRoute, status, expected) => {
    expect(failedAttemptOf({ url, contractRoute }, status)).toBe(expected)
  })
})
