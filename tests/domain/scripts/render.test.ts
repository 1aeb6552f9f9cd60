import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderScript } from '../../../src/domain/scripts/render.ts'
import { scriptVariables } from '../../../src/domain/scripts/variables.ts'

describe('renderScript', () => {
  it('fills what is known', () => {
    const body = '{称呼},这瓶能用{可用天数}天,算下来每天才{日均价}元'
    const rendered = renderScript(body, { 称呼: '悦悦姐', 可用天数: '60', 日均价: '6.7' })
    expect(rendered).toEqual({
      text: '悦悦姐,这瓶能用60天,算下来每天才6.7元',
      missing: [],
      used: [
        { name: '称呼', value: '悦悦姐' },
        { name: '可用天数', value: '60' },
        { name: '日均价', value: '6.7' },
      ],
      isMalformed: false,
      isComplete: true,
    })
  })

  it('falls back where a variable has a fallback and blocks where it has none', () => {
    const rendered = renderScript('{称呼}好,还剩{余量}份,{不认识}', { 称呼: '  ' })
    expect(rendered).toMatchObject({
      text: '您好,还剩份,',
      missing: ['余量', '不认识'],
      used: [{ name: '称呼', value: '您' }],
      isComplete: false,
    })
  })

  it('says 您 once', () => {
    expect(renderScript('{称呼},您上周看的{商品}', {}).text).toBe('您上周看的这款产品')
    expect(renderScript('{称呼},您上周看的{商品}', { 称呼: '李姐' }).text).toBe('李姐,您上周看的这款产品')
  })

  it.each([
    ['{称呼', false],
    ['{}', false],
    ['', false],
    ['   ', false],
    ['您好', true],
  ])('%j: complete %s', (body, isComplete) => {
    expect(renderScript(body, { 称呼: '李姐' }).isComplete).toBe(isComplete)
  })

  it('takes no value from the prototype', () => {
    expect(renderScript('{constructor}', {}).missing).toEqual(['constructor'])
  })

  it('never leaves a placeholder, whatever the body and the values', () => {
    const piece = fc.oneof(
      fc.constantFrom('{', '}', '｛', '｝', '您好', ','),
      fc.constantFrom(...scriptVariables.map(({ name }) => `{${name}}`)),
      fc.string({ maxLength: 5 }),
    )
    const values = fc.dictionary(
      fc.constantFrom(...scriptVariables.map(({ name }) => name)),
      fc.oneof(fc.constant('{称呼}'), fc.string({ maxLength: 8 })),
    )
    fc.assert(
      fc.property(fc.array(piece), values, (pieces, variables) => {
        expect(renderScript(pieces.join(''), variables).text).not.toMatch(/[{}｛｝]/)
      }),
      { numRuns: 500 },
    )
  })
})
