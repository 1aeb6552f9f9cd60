import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bindCookiesToHost } from '../../../src/server/plugins/host-cookies.ts'

const whole = { path: '/', httpOnly: true, sameSite: 'lax', secure: true } as const

describe('cookies on https', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = Fastify()
    await app.register(cookie, { secret: 'a secret of thirty-two characters' })
    bindCookiesToHost(app)
    app.get('/set', async (_request, reply) =>
      reply
        .setCookie('zhike_session', 'mine', whole)
        .setCookie('zhike_asked', '1', { ...whole, path: '/c' })
        .setCookie('other', 'x', whole)
        .send({}),
    )
    app.get('/read', async (request) => request.cookies)
  })
  afterAll(() => app.close())

  const read = async (header: string) =>
    (await app.inject({ url: '/read', headers: { cookie: header } })).json()

  it('are bound to the host where they hold for all of it', async () => {
    const { cookies } = await app.inject('/set')
    expect(cookies.map(({ name }) => name)).toEqual(['__Host-zhike_session', 'zhike_asked', 'other'])
    expect(cookies[0]).toMatchObject({
      value: 'mine',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
    })
  })

  it('are read by their plain name, and a planted plain one is not', async () => {
    expect(await read('__Host-zhike_session=mine')).toMatchObject({ zhike_session: 'mine' })
    expect(await read('zhike_session=planted')).toEqual({})
    expect(await read('zhike_session=planted; __Host-zhike_session=mine')).toMatchObject({
      zhike_session: 'mine',
    })
    expect(await read('zhike_asked=1')).toEqual({ zhike_asked: '1' })
  })
})
