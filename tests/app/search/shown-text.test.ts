import { expect, it } from 'vitest'
import { shownText } from '../../../src/app/search/shown-text.ts'
import { sampleScript } from '../support/sample-panel.ts'

it('is the text to send, else what is known with the rest in braces', () => {
  expect(shownText(sampleScript())).toBe('悦悦姐，玫瑰精华油皮也能用')
  expect(shownText(sampleScript({ text: null, body: '{称呼}，每天{日均价}' }))).toBe('悦悦姐，每天{日均价}')
})
