import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  callbackFaultPath,
  createMismatches,
  forgedInARow,
} from '../../../src/server/callbacks/mismatches.ts'
import { createHealth } from '../../../src/server/wecom/health.ts'
import { smallWorld } from '../../simulator/small-world.ts'
import { buildTestApp, testNow } from '../../support/build-app.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { sealedRequest } from './callback-desk.ts'
import { official, own } from './vectors.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

describe.each(engines)('callbacks that do not fit, on $name', ({ open }) => {
  let database: TestDatabase
  let clock: { at: number }
  let mismatches: ReturnType<typeof createMismatches>
  const faults = () => createHealth({ db: database.db, now: () => clock.at }).faults(10)
  beforeEach(async () => {
    database = await open()
    clock = { at: testNow }
    const now = () => clock.at
    mismatches = createMismatches({ now, log }, createHealth({ db: database.db, now }))
  })
  afterEach(() => database.destroy())

  it('are told as a fault from the third wrong signature in a row on, and once a minute', async () => {
    for (let count = 1; count < forgedInARow; count += 1) await mismatches.forged()
    expect(await faults()).toEqual([])
    await mismatches.forged()
    const told = { apiPath: callbackFaultPath, errcode: 40057, mendedAt: null }
    expect(await faults()).toMatchObject([{ ...told, count: 1, lastAt: testNow }])
    clock.at += 60_000 - 1
    await mismatches.forged()
    expect(await faults()).toMatchObject([{ ...told, count: 1 }])
    clock.at += 1
    await mismatches.forged()
    expect(await faults()).toMatchObject([{ ...told, count: 2, lastAt: testNow + 60_000 }])
  })

  it('are somebody’s guesses as long as good ones come in between', async () => {
    for (let round = 0; round < 5; round += 1) {
      for (let count = 1; count < forgedInARow; count += 1) await mismatches.forged()
      await mismatches.genuine()
    }
    expect(await faults()).toEqual([])
  })

  it('are told at once when the signature is right and the key is not; a good one mends it', async () => {
    await mismatches.unreadable()
    expect(await faults()).toMatchObject([{ count: 1, mendedAt: null }])
    clock.at += 1000
    await mismatches.genuine()
    expect(await faults()).toMatchObject([{ count: 1, mendedAt: testNow + 1000 }])
  })
})

describe.each(engines)('the diagnostics on $name', ({ open }) => {
  it('name token and key after callbacks of a console that has others', async () => {
    const world = smallWorld()
    world.corp.corpId = own.corpId
    const test = await buildTestApp(await open(), {
      world,
      environment: {
        WECOM_CORP_ID: own.corpId,
        WECOM_CALLBACK_TOKEN: own.token,
        WECOM_CALLBACK_AES_KEY: own.aesKey,
      },
    })
    const send = async (secrets: typeof own) => {
      const { url, body } = sealedRequest('<xml><MsgType>text</MsgType></xml>', secrets)
      const answer = await test.app.inject({
        method: 'POST',
        url: `/wecom/callback?${url}`,
        payload: body,
      })
      return answer.statusCode
    }
    const recentErrors = async () => {
      const { checks } = await test.app.services.diagnostics.read()
      return checks.find(({ id }) => id === 'recentErrors')
    }
    const otherToken = { ...own, token: official.token }
    for (let count = 0; count < forgedInARow; count += 1) expect(await send(otherToken)).toBe(403)
    await expect.poll(recentErrors).toMatchObject({ status: 'broken', errcode: 40057 })
    expect((await recentErrors())?.cure?.cause).toContain('Token、EncodingAESKey')

    expect(await send(own)).toBe(200)
    await expect.poll(recentErrors).toMatchObject({ status: 'ok' })
    expect(await send({ ...own, aesKey: official.aesKey })).toBe(400)
    await expect.poll(recentErrors).toMatchObject({ status: 'broken', errcode: 40057 })
    await test.close()
  })
})
