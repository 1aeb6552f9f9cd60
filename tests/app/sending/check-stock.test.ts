import { describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../../src/app/api.ts'
import { stockProblem } from '../../../src/app/sending/check-stock.ts'
import type { FilledScript } from '../../../src/contract/scripts.ts'
import { offline } from '../support/panel-world.ts'
import { sampleNow, sampleScript } from '../support/sample-panel.ts'

const target = { externalUserId: 'wm-li', displayName: '李悦' }
const listScripts = vi.fn<ApiClient['listScripts']>()
async function check(text: string, fresh: Partial<FilledScript>) {
  listScripts.mockReset()
  listScripts.mockResolvedValue({ scripts: [sampleScript(fresh)], words: [] })
  return stockProblem({ listScripts }, { text, scriptId: 'script-1', target })
}
const live = (count: number) => ({ stock: { count, at: sampleNow } })

describe('a text that counts the stock is asked for anew before it goes out (OFF-18)', () => {
  it.each([
    [16, { is: 'passed', reason: '现在的余量是 16' }],
    [17, null],
    [18, { is: 'passed', reason: '现在的余量是 18' }],
  ])('还剩17份 while %i are there: %o', async (count, problem) => {
    expect(await check('还剩17份', live(count))).toEqual(problem)
    expect(listScripts.mock.calls[0]?.[0]).toEqual({ query: { externalUserId: 'wm-li' } })
  })

  it('says what the server says of a stock that passed, or that there is none', async () => {
    const missingReasons = ['库存数据超过 24 小时，不能提余量']
    expect(await check('还剩17份', { missingReasons })).toEqual({ is: 'passed', reason: missingReasons[0] })
    const gone = { is: 'passed', reason: '没有实时库存' }
    expect(await check('还剩17份', { scriptId: 'another' })).toEqual(gone)
  })

  it('asks nothing of a text that counts nothing', async () => {
    expect(await check('您好', {})).toBeNull()
    expect(listScripts).not.toHaveBeenCalled()
  })

  it('holds the text back where the server cannot be asked', async () => {
    listScripts.mockReset()
    listScripts.mockRejectedValue(offline())
    const order = { text: '还剩17份', scriptId: 'script-1', target }
    expect(await stockProblem({ listScripts }, order)).toMatchObject({
      is: 'unasked',
      error: { code: 'offline' },
    })
  })
})
