import Fastify from 'fastify'
import type { Claim } from '../../../src/contract/claims.ts'
import { claimPages } from '../../../src/server/claims/identity.ts'
import { claimRoutes } from '../../../src/server/claims/routes.ts'
import { createPrivacy } from '../../../src/server/privacy/service.ts'
import { createClaimsService } from '../../../src/server/claims/service.ts'
import { couponRoutes } from '../../../src/server/coupons/routes.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import { AppError } from '../../../src/server/http/app-error.ts'
import { createOnce } from '../../../src/server/http/idempotency.ts'
import type { Gate } from '../../../src/server/http/register.ts'
import { handleErrors } from '../../../src/server/plugins/errors.ts'
import { guard } from '../../../src/server/plugins/safety.ts'
import { createProducts } from '../../../src/server/products/service.ts'
import { createOauthStates } from '../../../src/server/wecom/oauth-states.ts'
import { couponSide, lin, zhao } from '../coupons/coupon-side.ts'

export const wechat =
  'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.50 Language/zh_CN'

type Answer = { externalUserId: string | null; userId: string | null }

/** Coupons and their page over HTTP. `oauth` is what WeCom answers for a code; a code it does not hold fails there. */
export async function claimApp(db: Database, changes: { claimIdentity?: 'auto' | 'off' } = {}) {
  const side = couponSide(db)
  const context = { ...side.context, config: { ...side.context.config, ...changes } }
  const oauth = new Map<string, Answer>()
  const gate: Gate = {
    async requireActor(request) {
      const actor = [lin, zhao].find(({ userId }) => userId === request.headers['x-user'])
      if (!actor) throw new AppError('unauthenticated')
      return actor
    },
    async requireKey(request, scope) {
      if (request.headers.authorization !== `Bearer ${scope}`) throw new AppError('bad_key')
      return { keyId: 'key-shop', name: 'shop' }
    },
    once: createOnce(context),
    checksResponses: true,
  }
  const products = createProducts()
  const { coupons, customers, members } = side
  const privacy = createPrivacy(context, { customers, members })
  const claims = createClaimsService(context, { coupons, customers, members, products, privacy })
  const app = Fastify()
  handleErrors(app)
  await guard(app, context.config)
  couponRoutes(app, gate, coupons)
  claimRoutes(app, gate, claims, context)
  claimPages(app, context, {
    coupons,
    states: createOauthStates(context),
    identity: {
      async whoIs(code) {
        const answer = oauth.get(code)
        if (!answer) throw new AppError('wecom_unreachable')
        oauth.delete(code)
        return answer
      },
    },
    sendClaim: async (reply) =>
      reply.type('text/html; charset=utf-8').send('<!doctype html><title>coupon</title>'),
  })
  await app.ready()

  let codes = 0
  /** A browser with cookies of its own. */
  function device(userAgent = 'Mozilla/5.0 Firefox/140.0') {
    const jar = new Map<string, string>()
    const request = async (method: 'GET' | 'POST', url: string) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
      const response = await app.inject({ method, url, headers: { 'user-agent': userAgent, cookie } })
      for (const { name, value } of response.cookies) jar.set(name, value)
      return response
    }
    const claim = async (
      method: 'GET' | 'POST',
      token: string,
      verb = '',
    ): Promise<Claim & { code: string | null }> =>
      (await request(method, `/api/v1/claims/${token}${verb}`)).json()
    return {
      jar,
      request,
      read: (token: string) => claim('GET', token),
      open: (token: string) => claim('POST', token, '/open'),
      take: (token: string) => claim('POST', token, '/claim'),
      optOut: (token: string) => request('POST', `/api/v1/claims/${token}/opt-out`),
      optIn: (token: string) => request('POST', `/api/v1/claims/${token}/opt-in`),
      /** The way through WeCom and back, which answers as given. */
      async identify(token: string, answer: Answer) {
        const away = new URL(String((await request('GET', `/c/${token}`)).headers.location))
        codes += 1
        oauth.set(`code-${codes}`, answer)
        const state = away.searchParams.get('state') ?? ''
        return request('GET', `/c/${token}/identity?code=code-${codes}&state=${state}`)
      },
    }
  }

  return {
    ...side,
    app,
    oauth,
    products,
    device,
    /** A device of this customer inside WeChat, already identified. */
    async phoneOf(name: string, token: string) {
      const phone = device(wechat)
      await phone.identify(token, { externalUserId: `wm-${name}`, userId: null })
      return phone
    },
    /** The secret that only the card of the issue tells. */
    tokenOf: ({ card }: { card: { link: string } }) => card.link.slice(card.link.lastIndexOf('/') + 1),
  }
}

export type ClaimApp = Awaited<ReturnType<typeof claimApp>>
