// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { getActivePinia, type Pinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../../../src/app/api.ts'
import { provideServices } from '../../../../src/app/services.ts'
import CustomerQuiz from '../../../../src/app/sidebar/pages/CustomerQuiz.vue'
import { card, sampleLink } from '../../composables/quiz/sample-quiz.ts'
import { createWorld, li, offline, wang, type World } from '../../support/panel-world.ts'
import { sampleCadence, samplePanel } from '../../support/sample-panel.ts'

type Told = Awaited<ReturnType<ApiClient['getQuiz']>>
const advised: Told = {
  quiz: { quizId: 'skin', title: '肤质小测', questionCount: 3 },
  isAdvised: true,
  stepTitle: null,
  ruleId: 'NBA-18',
  evidence: ['第1天，还没有订单'],
  link: null,
}

let wrapper: VueWrapper
let world: World
const getQuiz = vi.fn<ApiClient['getQuiz']>()

beforeEach(() => {
  world = createWorld()
  Object.assign(world.services.api, { getQuiz })
  world.stand(li, samplePanel())
})
afterEach(() => {
  wrapper.unmount()
  vi.resetAllMocks()
})

async function open(...answers: (Told | Error)[]): Promise<void> {
  for (const answer of answers) {
    if (answer instanceof Error) getQuiz.mockRejectedValueOnce(answer)
    else getQuiz.mockResolvedValueOnce(answer)
  }
  const pinia = getActivePinia() as Pinia
  wrapper = mount(CustomerQuiz, {
    global: { plugins: [pinia, (app) => provideServices(app, world.services)] },
  })
  await flushPromises()
}

describe('the quiz at home', () => {
  it('is offered with its reason where it is advised', async () => {
    await open(advised)
    expect(wrapper.get('section').attributes('aria-label')).toBe('测试')
    expect(wrapper.text()).toContain('肤质小测')
    expect(wrapper.text()).toContain('第1天，还没有订单 · NBA-18')
    expect(wrapper.get('button').text()).toBe('发送测试')
  })

  it('says that it is the next step until it was sent', async () => {
    const stepTitle = '先发肤质测试 (不急着发券)'
    await open({ ...advised, stepTitle })
    expect(wrapper.get('h2').text()).toBe(`下一步 ${stepTitle}`)
    expect(wrapper.text()).toContain('「肤质小测」3 道小题')
    wrapper.unmount()
    await open({ ...advised, stepTitle, link: sampleLink() })
    expect(wrapper.get('h2').text()).toBe('肤质小测')
  })

  it.each([
    ['not advised', { ...advised, isAdvised: false, evidence: [] }],
    ['not known', offline()],
  ])('is absent while it is %s', async (_name, answer) => {
    await open(answer)
    expect(wrapper.find('section').exists()).toBe(false)
  })

  it.each([
    [sampleLink(), '已发'],
    [sampleLink({ state: 'opened', openedAt: 1 }), '已打开'],
    [sampleLink({ state: 'answered', answeredAt: 1, answers: ['容易出油', '补水'] }), '已回答'],
  ])('shows how far it has come, without a further send', async (link, words) => {
    await open({ ...advised, isAdvised: link.state !== 'answered', link })
    expect(wrapper.get('.chip').text()).toBe(words)
    expect(wrapper.find('button').exists()).toBe(false)
    expect(wrapper.text().includes('她选了：容易出油、补水')).toBe(link.state === 'answered')
  })

  it('says who sent it when it was a colleague', async () => {
    await open({ ...advised, link: sampleLink({ isMine: false, issuedBy: '赵宁' }) })
    expect(wrapper.text()).toContain('由 赵宁 发出')
  })

  it('is read anew with the panel, and keeps what it shows meanwhile', async () => {
    const link = sampleLink({ state: 'answered', answeredAt: 1, answers: ['容易出油'] })
    await open({ ...advised, link: sampleLink() }, { ...advised, isAdvised: false, link })
    world.customer.show({ ...samplePanel(), dataAt: 1 })
    await flushPromises()
    expect(wrapper.get('.chip').text()).toBe('已回答')
  })

  it('goes out by one tap and then stands as sent', async () => {
    await open(advised, { ...advised, link: sampleLink() })
    Object.assign(world.services.api, {
      issueQuiz: async () => ({ quizLinkId: 'qln-1', expiresAt: 1, card }),
      markQuizSent: async () => ({ link: sampleLink(), cadence: sampleCadence() }),
    })
    await wrapper.get('button').trigger('click')
    await flushPromises()
    expect(world.host.send).toHaveBeenCalledExactlyOnceWith({ msgtype: 'news', news: card })
    expect(wrapper.get('.chip').text()).toBe('已发')
  })

  it('does not go to the next customer while their panel is still to come', async () => {
    await open(advised)
    world.chat.settle(wang)
    await wrapper.get('button').trigger('click')
    expect(world.host.send).not.toHaveBeenCalled()
  })
})
