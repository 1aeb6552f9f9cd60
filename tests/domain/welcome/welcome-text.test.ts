import { describe, expect, it } from 'vitest'
import { welcomeMostBytes, welcomeProblems } from '../../../src/domain/welcome/welcome-text.ts'

const good = '您好,我是您的护肤顾问,送您一份新人护肤指南。回复【肤质】就能领,今天有效'
const kinds = (text: string) => welcomeProblems(text).map(({ kind }) => kind)

describe('welcomeProblems (WEL-02)', () => {
  it('finds nothing wrong with value, action and deadline', () => {
    expect(welcomeProblems(good)).toEqual([])
  })

  it.each([
    ['您好,回复【肤质】,今天领', ['value']],
    ['送您一份护肤指南,今天有效', ['action']],
    ['送您一份护肤指南,回复【肤质】就能看', ['urgency']],
    ['您好', ['value', 'action', 'urgency']],
    ['送您一份护肤指南,回复【肤质】,24小时内可看', []],
    ['送您一份护肤指南,回复【肤质】,有效到{有效期}', []],
    ['送您一份护肤指南,回复【肤质】,10月8日前可看', []],
    ['送您一份护肤指南,回复【肤质】,3天前刚更新', ['urgency']],
    ['今天天气不错。送您一份护肤指南,回复【肤质】', ['urgency']],
  ])('「%s」 lacks %j', (text, lacking) => {
    expect(kinds(text)).toEqual(lacking)
  })

  it('takes scarcity from the live stock only (OFF-18)', () => {
    expect(welcomeProblems(`${good},前50名`)).toEqual([
      { kind: 'scarcity', ruleId: 'OFF-18', text: '「前50名」没有真实库存或名额，请用{余量}' },
    ])
    expect(kinds('送您一份小样,回复【肤质】,还剩{余量}份')).toEqual([])
  })

  it("refuses flagged words, the store's own too (SCR-06)", () => {
    expect(welcomeProblems(`${good},全网第一`)).toMatchObject([{ kind: 'words', ruleId: 'SCR-06' }])
    const own = [{ word: '肤质', kind: 'sensitive' as const, replacement: null }]
    expect(welcomeProblems(good, own)).toMatchObject([{ kind: 'words' }])
  })

  it.each([
    [welcomeMostBytes - 1, false],
    [welcomeMostBytes, false],
    [welcomeMostBytes + 1, true],
  ])('%i bytes: too long %s', (bytes, isTooLong) => {
    const size = new TextEncoder().encode(good).length
    expect(kinds(good + 'a'.repeat(bytes - size)).includes('length')).toBe(isTooLong)
  })

  it('counts bytes of UTF-8', () => {
    const text = `${good}é字🙂`
    const bytes = new TextEncoder().encode(text).length
    const filled = text + 'a'.repeat(welcomeMostBytes - bytes)
    expect(kinds(filled)).toEqual([])
    expect(kinds(`${filled}a`)).toEqual(['length'])
  })
})
