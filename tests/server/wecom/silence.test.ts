import { randomBytes } from 'node:crypto'
import { PassThrough } from 'node:stream'
import Fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServerContext } from '../../../src/server/context.ts'
import { WecomRefused } from '../../../src/server/wecom/answer.ts'
import { createPageSignatures } from '../../../src/server/wecom/page-signature.ts'
import type { Fault } from '../../../src/simulator/faults/board.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { startWecomStand, type WecomStand } from '../../support/wecom-stand.ts'

const failures: { name: string; fault: Omit<Fault, 'path'> | null }[] = [
  { name: 'busy', fault: { errcode: -1 } },
  { name: 'token refused', fault: { errcode: 40014 } },
  { name: 'token expired', fault: { errcode: 42001 } },
  { name: 'limit', fault: { errcode: 45009 } },
  { name: 'secret refused', fault: { errcode: 40001 } },
  { name: 'address refused', fault: { errcode: 60020 } },
  { name: 'HTTP 500', fault: { status: 500 } },
  { name: 'HTTP 404', fault: { status: 404 } },
  { name: 'an answer that repeats the question', fault: { body: '<html>access_token=token-random1</html>' } },
  { name: 'closed connection', fault: { isHangUp: true } },
  { name: 'time-out', fault: { latencyMs: 300 } },
  { name: 'nobody there', fault: null },
]
const paths = ['gettoken', 'ticket/get', 'user/get', 'externalcontact/remark']

/** An error as the server's log writes it, with everything it carries. */
function logged(error: unknown): Promise<string> {
  const stream = new PassThrough()
  const lines: string[] = []
  stream.on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')))
  const app = Fastify({ logger: { level: 'trace', stream } })
  const cause = error instanceof Error ? error.cause : undefined
  app.log.error({ err: error, cause }, 'request failed')
  app.log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'not refreshed')
  return app.close().then(() => lines.join(''))
}

describe.each(engines.slice(0, 1))('no secret in logs and errors', ({ open }) => {
  let stand: WecomStand
  let database: TestDatabase

  beforeEach(async () => {
    stand = await startWecomStand()
    database = await open()
  })
  afterEach(async () => {
    await stand.close()
    await database.destroy()
  })

  it.each(failures)('$name', async ({ fault }) => {
    const secret = `secret-${randomBytes(8).toString('hex')}`
    const good = stand.connect(database.db)
    const handedOut = [await good.credentials.accessToken(), await good.client.agentTicket()]
    const pace = { timeoutMs: 100 }
    const written: string[] = []
    let thrown = 0
    const note = async (call: Promise<unknown>) => {
      await call.catch(async (error: unknown) => {
        thrown += 1
        written.push(await logged(error), JSON.stringify(error), String((error as Error).stack))
      })
    }
    if (fault === null) await stand.close()
    else for (const path of paths) await stand.fail({ path, ...fault })
    const log = (details: object, message: string) => written.push(JSON.stringify(details), message)
    for (const environment of [undefined, { WECOM_SECRET: secret, WECOM_AGENT_ID: '1000099' }]) {
      const { client } = stand.connect(database.db, { pace, ...(environment ? { environment } : {}) })
      const context: ServerContext = {
        config: stand.config({ PUBLIC_URL: 'https://crm.example.com', ...environment }),
        db: database.db,
        now: () => stand.clock.at,
        randomBytes: (count) => randomBytes(count),
        log: { info: log, warn: log, error: log },
      }
      await note(client.get('user/get', { userid: 'lin' }))
      await note(
        client.post('externalcontact/remark', { userid: 'lin', external_userid: 'wm-li', remark: 'x' }),
      )
      await note(client.agentTicket(true))
      const page = await createPageSignatures(context, client).signForPage(
        'https://crm.example.com/?code=abc',
      )
      written.push(String(page.problem))
    }
    expect(thrown).toBeGreaterThanOrEqual(4)
    const text = written.join('\n')
    const tokens = await database.db.selectFrom('wecomCredential').select('value').execute()
    const hidden = [secret, 'small-secret', ...handedOut, ...tokens.map(({ value }) => value)]
    for (const value of [...hidden, 'access_token=', 'corpsecret=']) expect(text).not.toContain(value)
  })

  it('a refusal names path and code and nothing else', async () => {
    const error = new WecomRefused('user/get', 48002)
    expect(error.message).toBe('WeCom refused user/get with 48002')
    expect(error.cause).toBeUndefined()
  })
})
