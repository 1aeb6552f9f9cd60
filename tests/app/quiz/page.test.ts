// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { answered, closeQuiz, openQuiz, openQuizPage, stranger } from './opened-quiz.ts'

afterEach(closeQuiz)

describe('answering', () => {
  it('asks one question at a time, one tap each, and thanks at the end', async () => {
    const page = await openQuizPage(openQuiz)
    expect(page.heading()).toBe('您的皮肤更像哪一种？')
    expect(page.text()).toContain('进度 1/3')
    expect(page.text()).toContain('顾问小林 为您准备')
    expect(page.control('上一题')).toBeUndefined()

    page.answer('answers', answered(1, null, null), answered(1, 0, null), answered(1, 0, 1))
    await page.tap('容易紧绷')
    expect(page.text()).toContain('进度 2/3')
    expect(document.activeElement?.textContent).toBe('最想先照顾好什么？')
    await page.tap('补水')
    await page.tap('完整')
    expect(page.asked).toEqual(['read', 'open', '0:1', '1:0', '2:1'])
    expect(document.querySelector('[role=status] h1')?.textContent).toBe('谢谢您')
    expect([...document.querySelectorAll('dd')].map((it) => it.textContent)).toEqual([
      '容易紧绷',
      '补水',
      '完整',
    ])
    expect(page.control('问顾问')).toBeDefined()
  })

  it('goes on where she stopped', async () => {
    const page = await openQuizPage(answered(0, null, null))
    expect(page.text()).toContain('进度 2/3')
  })

  it('goes back to what was chosen, and forward again by a tap', async () => {
    const page = await openQuizPage(answered(0, null, null))
    await page.tap('上一题')
    expect(page.text()).toContain('进度 1/3')
    expect(page.control('容易出油')?.getAttribute('aria-pressed')).toBe('true')
    expect(page.control('容易紧绷')?.getAttribute('aria-pressed')).toBe('false')
    page.answer('answers', answered(1, null, null))
    await page.tap('容易紧绷')
    expect(page.text()).toContain('进度 2/3')
    await page.tap('上一题')
    expect(page.control('容易紧绷')?.getAttribute('aria-pressed')).toBe('true')
  })

  it('takes one tap at a time', async () => {
    const page = await openQuizPage(openQuiz)
    page.answer('answers', 'never')
    await page.tap('容易出油')
    expect(page.control('容易出油')?.getAttribute('aria-pressed')).toBe('true')
    expect(page.control('容易紧绷')?.getAttribute('aria-disabled')).toBe('true')
    await page.tap('容易紧绷')
    expect(page.asked.filter((request) => request.includes(':'))).toEqual(['0:0'])
  })

  it('says that a lost answer was not stored, leaves it unmarked, and takes it again', async () => {
    const page = await openQuizPage(openQuiz)
    page.answer('answers', 'lost', answered(0, null, null))
    await page.tap('容易出油')
    expect(document.querySelector('[role=alert]')?.textContent).toBe('网络慢，没有记下，请再点一次')
    expect(page.control('容易出油')?.getAttribute('aria-pressed')).toBe('false')
    expect(page.text()).toContain('进度 1/3')
    await page.tap('容易出油')
    expect(page.text()).toContain('进度 2/3')
  })

  it('shows where the quiz stands when the server refuses an answer', async () => {
    const page = await openQuizPage(openQuiz)
    page.answer('answers', { status: 410, code: 'coupon_ended', message: '这个测试已结束' })
    page.answer('read', { ...openQuiz, view: 'ended', questions: [], answers: [] })
    await page.tap('容易出油')
    expect(page.text()).toContain('这个测试已结束')
    expect(page.control('容易出油')).toBeUndefined()
    expect(page.control('问顾问')).toBeDefined()
  })
})

describe('answered already', () => {
  it('can be changed, question by question, and left as it is', async () => {
    const page = await openQuizPage(answered(0, 0, 0))
    expect(page.asked).toEqual(['read'])
    await page.tap('改一改')
    expect(page.text()).toContain('进度 1/3')
    page.answer('answers', answered(1, 0, 0), answered(1, 0, 0), answered(1, 0, 1))
    await page.tap('容易紧绷')
    expect(page.text()).toContain('进度 2/3')
    await page.tap('不改了')
    expect([...document.querySelectorAll('dd')][0]?.textContent).toBe('容易紧绷')
    await page.tap('改一改')
    await page.tap('容易紧绷')
    await page.tap('补水')
    await page.tap('完整')
    expect(page.text()).toContain('谢谢您')
    expect([...document.querySelectorAll('dd')][2]?.textContent).toBe('完整')
  })

  it('stays to be seen after its end, without a way to change it', async () => {
    const page = await openQuizPage({ ...answered(0, 0, 0), isEditable: false })
    expect(page.text()).toContain('容易出油')
    expect(page.control('改一改')).toBeUndefined()
  })
})

describe('other states', () => {
  it('tells a stranger only that it is not theirs', async () => {
    const page = await openQuizPage(stranger)
    expect(page.heading()).toBe('这个测试属于别人')
    expect(document.querySelectorAll('button')).toHaveLength(0)
    expect(page.text()).not.toMatch(/肤质|小林/)
    expect(page.asked).toEqual(['read'])
  })

  it.each([
    ['taken', '已在另一台设备上作答'],
    ['ended', '这个测试已结束'],
  ] as const)('%s: %s', async (view, words) => {
    const page = await openQuizPage({ ...openQuiz, view, questions: [], answers: [] })
    expect(page.heading()).toBe(words)
    expect(page.asked).toEqual(['read'])
  })

  it.each(['not_found', 'invalid_input'])('knows an unknown link by %s', async (code) => {
    const page = await openQuizPage({ status: 404, code })
    expect(page.heading()).toBe('没有找到这个测试')
    expect(page.control('重试')).toBeUndefined()
  })

  it('asks nothing at an address without a token', async () => {
    const page = await openQuizPage(openQuiz, { pathname: '/q/' })
    expect(page.heading()).toBe('没有找到这个测试')
    expect(page.asked).toEqual([])
  })
})

describe('opening', () => {
  it('is posted once, when a person sees the page', async () => {
    const page = await openQuizPage(openQuiz, { isVisible: false })
    expect(page.asked).toEqual(['read'])
    await page.see(true)
    await page.see(false)
    await page.see(true)
    expect(page.asked.filter((request) => request === 'open')).toHaveLength(1)
  })

  it('is tried again at the next look after the network failed', async () => {
    const page = await openQuizPage(openQuiz, { isVisible: false })
    page.answer('open', 'lost', openQuiz)
    await page.see(true)
    await page.see(true)
    expect(page.asked).toEqual(['read', 'open', 'open'])
    expect(page.text()).toContain('进度 1/3')
  })
})

describe('loading', () => {
  it('shows a skeleton, then says that the network is slow, then offers to try again', async () => {
    const page = await openQuizPage('never')
    expect(document.querySelector('.skeleton')).not.toBeNull()
    await page.settle(3000)
    expect(page.text()).toContain('网络有点慢')
    await page.settle(7000)
    expect(page.heading()).toBe('网络慢')
    page.answer('read', openQuiz)
    await page.tap('重试')
    expect(page.text()).toContain('进度 1/3')
  })

  it('tries by itself when the network is back', async () => {
    const page = await openQuizPage('lost')
    page.answer('read', openQuiz)
    window.dispatchEvent(new Event('online'))
    await page.settle()
    expect(page.text()).toContain('进度 1/3')
  })

  it('takes a sign-in page of a hotspot for no answer', async () => {
    const page = await openQuizPage({ welcome: true })
    expect(page.heading()).toBe('网络慢')
  })
})

describe('coming back to the page', () => {
  it('shows what was answered meanwhile, and keeps the question when nothing was', async () => {
    const page = await openQuizPage(answered(0, null, null))
    await page.tap('上一题')
    await page.see(true)
    expect(page.text()).toContain('进度 1/3')
    page.answer('read', 'lost', answered(0, 0, 0))
    await page.see(true)
    expect(page.text()).toContain('进度 1/3')
    await page.see(true)
    expect(page.text()).toContain('谢谢您')
  })
})
