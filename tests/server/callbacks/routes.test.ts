import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { envelopeXml } from '../../../src/simulator/events/event-xml.ts'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { smallWorld } from '../../simulator/small-world.ts'
import { sealedRequest } from './callback-desk.ts'
import { official, own, vectors } from './vectors.ts'

const path = '/wecom/callback'
const environmentOf = (secrets: typeof own) => ({
  WECOM_CORP_ID: secrets.corpId,
  WECOM_CALLBACK_TOKEN: secrets.token,
  WECOM_CALLBACK_AES_KEY: secrets.aesKey,
})

type Vector = (typeof vectors)['B' | 'D']
const signedQuery = ({ signature, timestamp, nonce }: Vector) =>
  `msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`

describe.each(engines)('/wecom/callback on $name', ({ open }) => {
  let ours: TestApp
  let theirs: TestApp
  beforeAll(async () => {
    const world = smallWorld()
    world.corp.corpId = own.corpId
    ours = await buildTestApp(await open(), { world, environment: environmentOf(own) })
    theirs = await buildTestApp(await open(), { environment: environmentOf(official) })
  })
  afterAll(() => Promise.all([ours.close(), theirs.close()]))

  const post = (query: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
    ours.app.inject({ method: 'POST', url: `${path}?${query}`, payload, headers })
  const rows = async () => ours.context.db.selectFrom('wecomEvent').selectAll().execute()
  const refusal = (response: { statusCode: number; json: () => { code?: string } }) => [
    response.statusCode,
    response.json().code,
  ]

  it.each(['A', 'C'] as const)('answers the bare text of vector %s within a second', async (name) => {
    const { app } = name === 'A' ? theirs : ours
    const vector = vectors[name]
    const query = `msg_signature=${vector.signature}&timestamp=${vector.timestamp}&nonce=${vector.nonce}`
    const tookMs: number[] = []
    // Escaped, and with a + that nobody escaped.
    for (const echostr of [encodeURIComponent(vector.encrypt), vector.encrypt]) {
      const startedAt = performance.now()
      const answer = await app.inject(`${path}?${query}&echostr=${echostr}`)
      tookMs.push(performance.now() - startedAt)
      expect(answer.statusCode).toBe(200)
      expect([...answer.rawPayload]).toEqual([...Buffer.from('1616140317555161061')])
      expect(answer.headers['content-type']).toMatch(/^text\/plain/)
    }
    expect(Math.min(...tookMs)).toBeLessThan(1000)
  })

  it('refuses a forged address check, and one with missing or doubled parts', async () => {
    const { signature, encrypt } = vectors.C
    const check = (query: string) => ours.app.inject(`${path}?${query}`)
    const echostr = encodeURIComponent(encrypt)
    const rest = `timestamp=1700000000&nonce=nonce123&echostr=${echostr}`
    expect(refusal(await check(`msg_signature=${'0'.repeat(40)}&${rest}`))).toEqual([403, 'forbidden'])
    expect(refusal(await check(`msg_signature=&${rest}`))).toEqual([400, 'invalid_input'])
    expect(refusal(await check(rest))).toEqual([400, 'invalid_input'])
    const doubled = `msg_signature=${signature}&msg_signature=${signature}&${rest}`
    expect(refusal(await check(doubled))).toEqual([400, 'invalid_input'])
  })

  it('answers an event with an empty 200, keeps it once, and applies it', async () => {
    ours.clock.at = 1_700_000_000_000
    const { encrypt } = vectors.D
    const bodies: [string, Record<string, string>][] = [
      [envelopeXml(own.corpId, '1000002', encrypt), { 'content-type': 'text/xml' }],
      [JSON.stringify({ tousername: own.corpId, encrypt, agentid: '1000002' }), {}],
      [`<xml><Encrypt>${encrypt}</Encrypt></xml>`, { 'content-type': 'application/json' }],
    ]
    for (const [body, headers] of bodies) {
      const answer = await post(signedQuery(vectors.D), body, headers)
      expect([answer.statusCode, answer.body]).toEqual([200, ''])
    }
    await ours.app.services.callbacks.applyDue()
    expect(await rows()).toMatchObject([
      {
        name: 'change_external_contact.add_external_contact',
        status: 'applied',
        occurredAt: 1_700_000_000_000,
      },
    ])
  })

  it('takes what is no event as well: a text message, and bytes beyond ASCII', async () => {
    const send = (app: TestApp, vector: Vector | typeof vectors.E) =>
      app.app.inject({
        method: 'POST',
        url: `${path}?${signedQuery(vector as Vector)}`,
        payload: envelopeXml(vector.secrets.corpId, '1', vector.encrypt),
      })
    expect((await send(theirs, vectors.B)).statusCode).toBe(200)
    expect((await send(ours, vectors.E)).statusCode).toBe(200)
    const stored = await theirs.context.db.selectFrom('wecomEvent').selectAll().execute()
    expect(stored).toMatchObject([{ name: 'text', status: 'ignored', payloadJson: 'null' }])
  })

  it('refuses what is forged or belongs to another company with 403', async () => {
    const before = await rows()
    const { url, body } = sealedRequest('<xml></xml>')
    const forged = url.replace(/msg_signature=[^&]*/, `msg_signature=${'a'.repeat(40)}`)
    expect(refusal(await post(forged, body))).toEqual([403, 'forbidden'])
    expect(refusal(await post(url.replace('nonce123', 'nonce124'), body))).toEqual([403, 'forbidden'])
    const foreign = sealedRequest('<xml></xml>', { ...own, corpId: official.corpId })
    expect(refusal(await post(foreign.url, foreign.body))).toEqual([403, 'forbidden'])
    const crossSite = await post(url, body, { 'sec-fetch-site': 'cross-site' })
    expect(refusal(crossSite)).toEqual([403, 'cross_site'])
    expect(await rows()).toEqual(before)
  })

  const bomb =
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'
  const outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Encrypt>&f;</Encrypt></xml>'
  const nonsense = ['hello', '{"encrypt":', '{"encrypt":5}', '[]', bomb, outside]
  it.each(['', '<xml></xml>', '<xml><Encrypt/></xml>', ...nonsense])('refuses the body %j', async (body) => {
    const { url } = sealedRequest('<xml></xml>')
    expect(refusal(await post(url, body))).toEqual([400, 'invalid_input'])
  })
  it.each(['', ...nonsense])('refuses %j inside a sealed message', async (message) => {
    const { url, body } = sealedRequest(message)
    expect(refusal(await post(url, body))).toEqual([400, 'invalid_input'])
  })

  it('refuses more than 128 KB with 413', async () => {
    const { url } = sealedRequest('<xml></xml>')
    expect(refusal(await post(url, 'a'.repeat(128 * 1024 + 1)))).toEqual([413, 'too_large'])
    expect(refusal(await post(url, 'a'.repeat(128 * 1024)))).toEqual([400, 'invalid_input'])
  })

  it('is not there without a token or without a key', async () => {
    for (const key of ['WECOM_CALLBACK_TOKEN', 'WECOM_CALLBACK_AES_KEY']) {
      const without = await buildTestApp(await open(), {
        environment: { ...environmentOf(own), [key]: '' },
      })
      const { url, body } = sealedRequest('<xml></xml>')
      for (const method of ['GET', 'POST'] as const) {
        const answer = await without.app.inject({
          method,
          url: `${path}?${url}`,
          ...(method === 'POST' ? { payload: body } : {}),
        })
        expect(refusal(answer)).toEqual([404, 'not_found'])
      }
      await without.close()
    }
  })
})
