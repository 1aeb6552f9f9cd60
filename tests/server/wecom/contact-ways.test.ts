import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addContactWay,
  deleteContactWay,
  findContactWay,
  updateContactWay,
} from '../../../src/server/wecom/contact-ways.ts'
import { WecomRefused, WecomUnreachable } from '../../../src/server/wecom/answer.ts'
import type { WecomClient } from '../../../src/server/wecom/client.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { startWecomStand, type WecomStand } from '../../support/wecom-stand.ts'

const plan = { state: 'ch_1', remark: '门店', userIds: ['lin'] }

let stand: WecomStand
let database: TestDatabase
let client: WecomClient
beforeAll(async () => {
  stand = await startWecomStand()
  const [first] = engines
  if (!first) throw new Error('no engine')
  database = await first.open()
  ;({ client } = stand.connect(database.db))
})
afterAll(async () => {
  await stand.close()
  await database.destroy()
})

describe('contact-me codes through the client', () => {
  it('are for one member or for several; those for one never lead to more', async () => {
    const alone = await addContactWay(client, { ...plan, state: 'ch_0' })
    expect(alone.codeType).toBe(1)
    const both = { ...plan, userIds: ['lin', 'zhou'] }
    await expect(updateContactWay(client, alone.configId, both)).rejects.toThrow(WecomRefused)
    const { configId, qrCode, codeType } = await addContactWay(client, both)
    expect(codeType).toBe(2)
    expect(qrCode).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
    await updateContactWay(client, configId, plan)
    const seconds = stand.clock.at / 1000
    const found = await findContactWay(client, 'ch_1', { from: seconds, until: seconds })
    expect(found).toEqual({ configId, qrCode, codeType })
    const within = { from: seconds, until: seconds }
    expect(await findContactWay(client, 'ch_1', { ...within, known: [configId] })).toBeNull()
    await deleteContactWay(client, configId)
    await expect(deleteContactWay(client, configId)).rejects.toThrow(WecomRefused)
  })

  it('are found by state over several pages, only within the time', async () => {
    stand.clock.at += 3_600_000
    for (let index = 0; index < 101; index += 1)
      await addContactWay(client, { ...plan, state: `state_${index}` })
    const seconds = stand.clock.at / 1000
    const within = { from: seconds - 600, until: seconds + 600 }
    expect(await findContactWay(client, 'state_0', within)).not.toBeNull()
    expect(await findContactWay(client, 'state_101', within)).toBeNull()
    const before = { from: seconds - 1200, until: seconds - 600 }
    expect(await findContactWay(client, 'state_0', before)).toBeNull()
  })

  it('without an id or a picture count as no answer', async () => {
    const silent = { ...client, post: async () => ({ errcode: 0, config_id: 'c1' }) }
    await expect(addContactWay(silent, plan)).rejects.toThrow(WecomUnreachable)
  })
})
