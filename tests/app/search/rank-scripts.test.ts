import { expect, it } from 'vitest'
import { prepareHanzi } from '../../../src/app/search/pinyin.ts'
import { rankScripts } from '../../../src/app/search/rank-scripts.ts'
import { sampleScript } from '../support/sample-panel.ts'

const library = [
  ['a', '开场', '精华适合油皮'],
  ['b', '精华介绍', '早晚各一次'],
  ['c', '售后', '精华怎么用'],
  ['d', '物流', '明天到'],
].map(([scriptId = '', title = '', text = '']) => ({
  script: sampleScript({ scriptId, title, text }),
  title: prepareHanzi(title),
  body: prepareHanzi(text),
}))
const ids = (query: string, habits = { favourites: [] as string[], recent: [] as string[] }) =>
  rankScripts(library, query, habits).map(({ script }) => script.scriptId)

it('a hit in the title goes before one in the text', () => {
  expect(ids('精华')).toEqual(['b', 'a', 'c'])
})

it('favourites go first, then recent ones', () => {
  expect(ids('精华', { favourites: ['c'], recent: ['a'] })).toEqual(['c', 'a', 'b'])
})

it('without a query the library keeps its order', () => {
  expect(ids(' ', { favourites: ['c'], recent: ['d'] })).toEqual(['a', 'b', 'c', 'd'])
})

it('marks where it was found', () => {
  const [first, second] = rankScripts(library, '精华', { favourites: [], recent: [] })
  expect(first).toMatchObject({ titleRange: { start: 0, end: 2 }, bodyRange: null })
  expect(second).toMatchObject({ titleRange: null, bodyRange: { start: 0, end: 2 } })
})
