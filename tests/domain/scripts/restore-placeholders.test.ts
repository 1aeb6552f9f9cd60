import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderScript } from '../../../src/domain/scripts/render.ts'
import { knownText, restorePlaceholders } from '../../../src/domain/scripts/restore-placeholders.ts'

const body = '{称呼},您看的{商品}还剩{余量}份,{价格}一瓶。'
const values = { 称呼: '悦悦姐', 商品: '玫瑰精华', 余量: '17', 价格: '399元' }
const restore = (draft: string, template = body, known: Record<string, string> = values) =>
  restorePlaceholders(draft, template, renderScript(template, known).used)

describe('restorePlaceholders', () => {
  it('gives the template back for an unchanged text', () => {
    expect(restore(renderScript(body, values).text)).toBe(body)
  })

  it.each([
    ['悦悦姐,您看的玫瑰精华还剩17份,399元一瓶。今晚给您留着', `${body}今晚给您留着`],
    ['早,悦悦姐,您看的玫瑰精华还剩17份', '早,{称呼},您看的{商品}还剩{余量}份'],
    ['您看的玫瑰精华,399元一瓶。', '您看的{商品},{价格}一瓶。'],
    ['悦悦姐,17号到货,还剩17份', '{称呼},17号到货,还剩{余量}份'],
    ['悦悦姐,还剩16份', '{称呼},还剩16份'],
  ])('%s → %s', (draft, template) => {
    expect(restore(draft)).toBe(template)
  })

  it('keeps no name, wherever it was written', () => {
    expect(restore('好的悦悦姐,谢谢悦悦姐!')).toBe('好的{称呼},谢谢{称呼}!')
    expect(restorePlaceholders('悦悦姐,油皮也能用', '油皮也能用', [{ name: '称呼', value: '悦悦姐' }])).toBe(
      '{称呼},油皮也能用',
    )
  })

  it('puts the fallback back at its place only, with what was said once for it', () => {
    const template = '{称呼},您看的这款,适合您。'
    expect(restore('您看的这款,适合您。', template, {})).toBe(template)
    expect(restore('您看的这款,很适合您。', template, {})).toBe('{称呼},您看的这款,很适合您。')
    expect(restore('好的,谢谢您', template, {})).toBe('好的,谢谢您')
  })

  it('leaves placeholders that have no value, and those that were typed', () => {
    expect(restore('悦悦姐,还剩{余量}份', body, { 称呼: '悦悦姐' })).toBe('{称呼},还剩{余量}份')
    expect(restore('{称呼},您好', '您好', {})).toBe('{称呼},您好')
  })

  it('says the same again for the same customer, whatever is written behind', () => {
    fc.assert(
      fc.property(
        fc.string().map((text) => text.replace(/[{}｛｝]|\s/g, '')),
        (more) => {
          const draft = `${renderScript(body, values).text}${more}`
          expect(renderScript(restore(draft), values).text).toBe(draft)
        },
      ),
    )
  })
})

describe('knownText', () => {
  it.each([
    [body, values, '悦悦姐,您看的玫瑰精华还剩17份,399元一瓶。'],
    [body, { 称呼: '悦悦姐' }, '悦悦姐,您看的这款产品还剩{余量}份,{价格}一瓶。'],
    [body, {}, '您看的这款产品还剩{余量}份,{价格}一瓶。'],
    ['{称呼}好,还剩{不认识}份', {}, '您好,还剩{不认识}份'],
  ])('%s with %j', (template, known, text) => {
    expect(knownText(template, renderScript(template, known as Record<string, string>).used)).toBe(text)
  })
})
