import { describe, expect, it } from 'vitest'
import { parseBody } from '../../../src/domain/scripts/placeholders.ts'

describe('parseBody', () => {
  it('splits text and placeholders and names each once', () => {
    expect(parseBody('{称呼},这瓶{商品}给{称呼}')).toEqual({
      parts: [
        { kind: 'placeholder', name: '称呼' },
        { kind: 'text', text: ',这瓶' },
        { kind: 'placeholder', name: '商品' },
        { kind: 'text', text: '给' },
        { kind: 'placeholder', name: '称呼' },
      ],
      names: ['称呼', '商品'],
      isMalformed: false,
    })
  })

  it.each([
    ['无变量', [], false],
    ['{ 称呼 }您好', ['称呼'], false],
    ['｛称呼｝您好', ['称呼'], false],
    ['{称呼｝您好', ['称呼'], false],
    ['{称呼您好', [], true],
    ['称呼}您好', [], true],
    ['{{称呼}}', ['称呼'], true],
    ['{}', [], true],
    ['{  }', [], true],
    ['', [], false],
  ])('%s: names %o, malformed %s', (body, names, isMalformed) => {
    expect(parseBody(body)).toMatchObject({ names, isMalformed })
  })
})
