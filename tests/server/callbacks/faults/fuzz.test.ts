import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { envelopeXml, eventXml } from '../../../../src/simulator/events/event-xml.ts'
import { buildTestApp, type TestApp } from '../../../support/build-app.ts'
import { engines } from '../../../support/databases.ts'
import { sealedRequest } from '../callback-desk.ts'
import { own } from '../vectors.ts'

const bounds = { seed: 20_260_310, numRuns: 150 }
const names = [
  'Event',
  'ChangeType',
  'UserID',
  'ExternalUserID',
  'ChatId',
  'Id',
  'State',
  'WelcomeCode',
  'TagType',
]
const words = fc.oneof(
  fc.constantFrom('change_external_contact', 'change_external_chat', 'change_external_tag'),
  fc.constantFrom(
    'add_external_contact',
    'del_external_contact',
    'update',
    'create',
    'shuffle',
    'transfer_fail',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const elements = fc.dictionary(fc.constantFrom(...names, 'MsgId', 'MemChangeList', 'X'), words)
const message = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.tuple(fc.integer(), elements).map(([at, named]) => eventXml(own.corpId, at, named)),
  fc
    .array(
      fc.constantFrom(
        '<xml>',
        '</xml>',
        '<A>',
        '</A>',
        '<![CDATA[',
        ']]>',
        '&lt;',
        '&x;',
        '<!DOCTYPE',
        'x',
        '\u0000',
      ),
    )
    .map((parts) => parts.join('')),
)
const query = fc.dictionary(
  fc.constantFrom('msg_signature', 'timestamp', 'nonce', 'echostr'),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

describe.each(engines)('whatever arrives at /wecom/callback on $name', ({ open }) => {
  let site: TestApp
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)
  beforeAll(async () => {
    process.on('unhandledRejection', note)
    site = await buildTestApp(await open(), {
      environment: {
        WECOM_CORP_ID: own.corpId,
        WECOM_CALLBACK_TOKEN: own.token,
        WECOM_CALLBACK_AES_KEY: own.aesKey,
      },
    })
  })
  afterAll(async () => {
    await site.app.services.callbacks.applyDue()
    await site.close()
    process.off('unhandledRejection', note)
  })

  const statuses = new Set<number>()
  const send = async (method: 'GET' | 'POST', search: string, payload?: string | Buffer) => {
    const { statusCode } = await site.app.inject({
      method,
      url: `/wecom/callback?${search}`,
      ...(payload === undefined ? {} : { payload }),
    })
    statuses.add(statusCode)
    return statusCode
  }

  it('sealed by WeCom: stored or refused, never a failure', async () => {
    await fc.assert(
      fc.asyncProperty(message, async (text) => {
        const { url, body } = sealedRequest(text)
        return [200, 400].includes(await send('POST', url, body))
      }),
      bounds,
    )
    expect(statuses).toEqual(new Set([200, 400]))
  })

  it('unsealed, with any query and any bytes: refused', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
      fc.base64String({ maxLength: 200 }).map((encrypt) => Buffer.from(envelopeXml('c', '1', encrypt))),
      message.map((text) => Buffer.from(text)),
    )
    await fc.assert(
      fc.asyncProperty(query, bytes, async (parts, body) => {
        const search = new URLSearchParams(parts).toString()
        const [posted, asked] = [await send('POST', search, body), await send('GET', search)]
        return [400, 403].includes(posted) && [400, 403].includes(asked)
      }),
      bounds,
    )
  })

  it('leaves no rejection unhandled', async () => {
    await site.app.services.callbacks.applyDue()
    expect(unhandled).toEqual([])
  })
})
