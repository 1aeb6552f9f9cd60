import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testNow } from '../../support/build-app.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { editOf, noting, openDesk, sealedRequest } from '../callbacks/callback-desk.ts'
import { official, own } from '../callbacks/vectors.ts'
import { ownFigures } from './figures.ts'

const receipt = (of: string) => `zhike_callbacks_received_total{receipt="${of}"}`
const ending = (of: string) => `zhike_callbacks_settled_total{ending="${of}"}`

describe.each(engines)('callbacks on $name', ({ open }) => {
  let database: TestDatabase
  let failing: boolean
  let desk: ReturnType<typeof openDesk>
  const clock = { at: testNow }
  beforeEach(async () => {
    database = await open()
    failing = false
    clock.at = testNow
    desk = openDesk(
      database,
      clock,
      noting([], async () => {
        if (failing) throw new Error('no')
      }),
    )
  })
  afterEach(() => database.destroy())

  async function moved(names: readonly string[], act: () => Promise<unknown>): Promise<number[]> {
    const before = await ownFigures()
    await act()
    const after = await ownFigures()
    return names.map((name) => after(name) - before(name))
  }

  it('are counted at the door', async () => {
    const names = ['new', 'repeated', 'ignored', 'forged', 'unreadable', 'unstored'].map(receipt)
    const good = async () => {
      await desk.send(editOf('wm-1'))
      await desk.send(editOf('wm-1'))
      await desk.send(editOf('wm-1', { ChangeType: 'brand_new' }))
    }
    expect(await moved(names, good)).toEqual([1, 1, 1, 0, 0, 0])
    const forge = async (secrets: typeof own) => {
      const { query, body } = sealedRequest('<xml></xml>', secrets)
      await desk.receive(query, body).catch(() => undefined)
    }
    expect(await moved(names, () => forge({ ...own, token: official.token }))).toEqual([0, 0, 0, 1, 0, 0])
    expect(await moved(names, () => forge({ ...own, aesKey: official.aesKey }))).toEqual([0, 0, 0, 0, 1, 0])
    await desk.applyDue()
    await database.db.schema.dropTable('wecomEvent').execute()
    const lost = () => desk.send(editOf('wm-2')).catch(() => undefined)
    expect(await moved(names, lost)).toEqual([0, 0, 0, 0, 0, 1])
  })

  it('are counted as they are applied, tried again and given up', async () => {
    const names = ['applied', 'retried', 'failed'].map(ending)
    const send = async (customer: string) => {
      await desk.send(editOf(customer))
      await desk.applyDue()
    }
    expect(await moved(names, () => send('wm-1'))).toEqual([1, 0, 0])
    failing = true
    const giveUp = async () => {
      await send('wm-2')
      for (let hour = 0; hour < 30; hour += 1) {
        clock.at += 3_600_000
        await desk.applyDue()
      }
    }
    expect(await moved(names, giveUp)).toEqual([0, 7, 1])
  })
})
