import { describe, expect, it } from 'vitest'
import { channelWelcomeProblems, renderWelcome } from '../../../src/domain/welcome/channel-welcome.ts'

const text = '欢迎来到{店名}，我是{顾问}。点下方小测试，帮您选合适的护肤方案，{有效期}前有效'
const kindsOf = (said: string, hasQuiz = true) =>
  channelWelcomeProblems({ text: said, hasQuiz }).map(({ kind }) => kind)

describe('a channel’s welcome (WEL-02, C11)', () => {
  it('with value, action and deadline may be stored', () => {
    expect(channelWelcomeProblems({ text, hasQuiz: true })).toEqual([])
  })

  it.each([
    ['点下方小测试，今天有效', ['value']],
    ['帮您选合适的护肤方案，今天有效', ['action']],
    ['点下方小测试，帮您选合适的护肤方案', ['urgency']],
    ['你好', ['value', 'action', 'urgency']],
  ])('%s lacks %j', (said, kinds) => {
    expect(kindsOf(said)).toEqual(kinds)
  })

  it.each([
    ['{称呼}，', true, []],
    ['{券名}', true, ['variables']],
    ['{积分}{生日祝福}', true, ['variables', 'variables']],
    ['{乱写}', true, ['variables']],
    ['{顾问', true, ['variables']],
    ['{}', true, ['variables']],
    ['{有效期}', true, []],
    ['{有效期}', false, ['variables']],
  ])('%s with a quiz %s: %j', (more, hasQuiz, kinds) => {
    expect(kindsOf(`点下方小测试，帮您选方案，今天有效。${more}`, hasQuiz)).toEqual(kinds)
  })

  it.each([
    ['https://shop.example/c/abcdefghijklmnop', ['coupon']],
    ['https://shop.example/c/abc', []],
    ['券码 ABCD-2345-WXYZ', ['coupon']],
    ['ABCD-2345', []],
  ])('never carries a coupon: %s', (more, kinds) => {
    expect(kindsOf(`点下方小测试，帮您选方案，今天有效。${more}`)).toEqual(kinds)
  })

  it('has no flagged word, the store’s own included', () => {
    const own = [{ word: '闺蜜价', kind: 'sensitive', replacement: null } as const]
    const said = '点下方小测试，帮您选方案，今天有效。闺蜜价，最便宜'
    expect(channelWelcomeProblems({ text: said, hasQuiz: false }, own).map(({ kind }) => kind)).toEqual([
      'words',
      'words',
    ])
  })
})

describe('the text as it goes out', () => {
  const sender = {
    advisorName: '林晓',
    storeName: '知客美妆',
    quizEndsAt: Date.UTC(2026, 2, 17, 12, 5),
    timeZone: 'Asia/Shanghai',
  }

  it('names store, advisor and the end of the quiz link in the store’s time zone', () => {
    expect(renderWelcome({ text, hasQuiz: true }, sender)).toBe(
      '欢迎来到知客美妆，我是林晓。点下方小测试，帮您选合适的护肤方案，3月17日20:05前有效',
    )
  })

  it('says it otherwise where store and advisor are not known', () => {
    const unknown = { ...sender, advisorName: null, storeName: '' }
    const said = '{称呼}好，我是{顾问}，{店名}帮您选'
    expect(renderWelcome({ text: said, hasQuiz: false }, unknown)).toBe('您好，我是我，我们店帮您选')
  })
})
