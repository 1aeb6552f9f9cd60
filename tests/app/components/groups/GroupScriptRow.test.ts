// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import GroupScriptRow from '../../../../src/app/components/groups/GroupScriptRow.vue'
import { full, pause, sampleGroup, sampleMeter } from '../../support/sample-group.ts'
import { sampleScript } from '../../support/sample-panel.ts'

let wrapper: VueWrapper
function open(changes: object = {}): void {
  wrapper = mount(GroupScriptRow, {
    props: {
      script: sampleScript({ title: '群公告', text: '各位好' }),
      kinds: ['content'],
      meter: sampleGroup().meter,
      words: [],
      hasTarget: true,
      canCheckIn: false,
      isBusy: false,
      isSending: false,
      canSend: true,
      sentAt: null,
      isCopied: false,
      ...changes,
    },
  })
}
afterEach(() => wrapper.unmount())
const button = (name: string) => wrapper.findAll('button').find((element) => element.text() === name)

describe('a script for groups', () => {
  it('goes out as what it is', async () => {
    open()
    await button('发送')?.trigger('click')
    expect(wrapper.emitted('send')).toEqual([[{ text: '各位好', kind: 'content', isCheckIn: false }]])
  })

  it('that sells waits while promotions rest, with the reason and its rule', () => {
    open({ kinds: ['benefit', 'flashSale'], meter: [sampleMeter('benefit', { refusal: pause })] })
    expect(button('发送')?.attributes('disabled')).toBeDefined()
    expect(wrapper.text()).toContain(`! ${pause.text} · RISK-02`)
  })

  it('beyond its cap can still go, and says so', () => {
    open({ meter: [sampleMeter('content', { warnings: full })] })
    expect(button('发送')?.attributes('disabled')).toBeUndefined()
    expect(wrapper.text()).toContain('! 本群本周内容 3/3 次')
  })

  it('counts an offer as a benefit or a flash sale, as chosen', async () => {
    open({ kinds: ['benefit', 'flashSale'] })
    expect(button('福利')?.attributes('aria-pressed')).toBe('true')
    await button('秒杀')?.trigger('click')
    await button('发送')?.trigger('click')
    expect(wrapper.emitted('send')).toMatchObject([[{ kind: 'flashSale' }]])
  })

  it('opens the check-in of this week where it is light interaction', async () => {
    open({ kinds: ['interaction'], canCheckIn: true })
    await wrapper.get('input[type=checkbox]').setValue(true)
    await button('发送')?.trigger('click')
    expect(wrapper.emitted('send')).toMatchObject([[{ isCheckIn: true }]])
    wrapper.unmount()
    open({ kinds: ['content'], canCheckIn: true })
    expect(wrapper.find('input[type=checkbox]').exists()).toBe(false)
  })

  it('with a missing value, or without a group, is not sent', () => {
    open({ script: sampleScript({ text: null, missing: ['价格'] }) })
    expect(button('发送')?.attributes('disabled')).toBeDefined()
    wrapper.unmount()
    open({ hasTarget: false, meter: [] })
    expect(button('发送')).toBeUndefined()
    expect(button('复制')).toBeDefined()
  })
})
