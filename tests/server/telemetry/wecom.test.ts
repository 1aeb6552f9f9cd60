import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { breakerLongestRestMs, breakerThreshold } from '../../../src/server/wecom/api/breaker.ts'
import type { WecomClient } from '../../../src/server/wecom/client.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { startWecomStand, type WecomStand } from '../../support/wecom-stand.ts'
import { ownFigures } from './figures.ts'

const path = 'user/get'
const call = (outcome: string) => `zhike_wecom_calls_total{outcome="${outcome}",path="${path}"}`

describe.each(engines)('calls of WeCom on $name', ({ open }) => {
  let stand: WecomStand
  let database: TestDatabase
  let client: WecomClient
  beforeAll(async () => {
    stand = await startWecomStand()
  })
  beforeEach(async () => {
    database = await open()
    await stand.reset()
    client = stand.connect(database.db).client
  })
  afterEach(() => database.destroy())
  afterAll(() => stand.close())

  const ask = () => client.get(path, { userid: 'lin' }).catch(() => undefined)
  async function moved(names: readonly string[], act: () => Promise<unknown>): Promise<number[]> {
    const before = await ownFigures()
    await act()
    const after = await ownFigures()
    return names.map((name) => after(name) - before(name))
  }
  const outcomes = ['ok', 'refused', 'limited', 'unreachable'].map(call)

  it('are counted by path and outcome, each try of its own', async () => {
    const seconds = `zhike_wecom_call_seconds_count{path="${path}"}`
    expect(await moved([...outcomes, seconds], ask)).toEqual([1, 0, 0, 0, 1])
    await stand.fail({ path, errcode: 60111, times: 1 })
    expect(await moved(outcomes, ask)).toEqual([0, 1, 0, 0])
    await stand.fail({ path, errcode: -1, times: 1 })
    expect(await moved([...outcomes, seconds], ask)).toEqual([1, 1, 0, 0, 2])
    await stand.fail({ path, status: 502, times: 1 })
    expect(await moved(outcomes, ask)).toEqual([1, 0, 0, 1])
    await stand.fail({ path, errcode: 45009, times: 1 })
    expect(await moved(outcomes, ask)).toEqual([0, 0, 1, 0])
  })

  it('tell when WeCom counts as down, until it answers again', async () => {
    const isDown = async () => (await ownFigures())('zhike_wecom_breaker_open')
    await ask()
    await stand.fail({ path, status: 502 })
    for (let turn = 0; turn < breakerThreshold; turn += 1) await ask()
    expect(await isDown()).toBe(1)
    expect(await moved(outcomes, ask)).toEqual([0, 0, 0, 0])
    await stand.reset()
    stand.clock.at += breakerLongestRestMs
    await ask()
    expect(await isDown()).toBe(0)
  })
})
