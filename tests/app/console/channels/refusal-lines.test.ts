import { describe, expect, it } from 'vitest'
import { ApiError } from '../../../../src/app/api.ts'
import { refusalLines } from '../../../../src/app/console/channels/refusal-lines.ts'

const refused = (details: unknown) => new ApiError('welcome_refused', 422, '这条欢迎语不能保存', details)

describe('refusalLines', () => {
  it('names every reason', () => {
    const problems = [
      { kind: 'value', ruleId: 'WEL-02', text: '没说有什么好处' },
      { kind: 'words', ruleId: 'SCR-06', text: '「最佳」不可发' },
    ]
    expect(refusalLines(refused({ problems }))).toEqual(['没说有什么好处', '「最佳」不可发'])
  })

  it('falls back to the message', () => {
    for (const details of [undefined, null, {}, { problems: [] }, { problems: 'x' }, { problems: [null, 1] }])
      expect(refusalLines(refused(details))).toEqual(['这条欢迎语不能保存'])
    expect(refusalLines(new ApiError('offline', 0, '网络断开'))).toEqual(['网络断开'])
  })
})
