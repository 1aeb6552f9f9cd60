// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import ChainButton from '../../../../src/app/components/scripts/ChainButton.vue'
import { aidaNames, aidaSteps, type AidaStep } from '../../../../src/domain/scripts/script.ts'
import { sampleScript } from '../../support/sample-panel.ts'

const script = (step: AidaStep, number = 1, text: string | null = `${step} ${number}`) =>
  sampleScript({ scriptId: `${step}-${number}`, step, text })
const aida = aidaSteps.map((step) => ({
  step,
  name: aidaNames[step],
  variants: [script(step), script(step, 2)],
}))

let wrapper: VueWrapper
function open(changes: object = {}): void {
  wrapper = mount(ChainButton, {
    props: {
      aida,
      step: 'attention',
      shown: aida[0]?.variants[0],
      sentAt: {},
      isBusy: false,
      canSend: true,
      ...changes,
    } as never,
  })
}
afterEach(() => wrapper.unmount())
const tap = () => wrapper.get('button').trigger('click')
const sent = () =>
  (wrapper.emitted('send') ?? []).map(([variant]) => (variant as { scriptId: string }).scriptId)

describe('ChainButton', () => {
  it('sends one step with each tap and shows the next', async () => {
    open()
    expect(wrapper.get('button').text()).toContain('全部发送')
    await tap()
    expect(sent()).toEqual(['attention-1'])
    await wrapper.setProps({ sentAt: { 'attention-1': 1 } } as never)
    expect(wrapper.emitted('pick')).toEqual([['attention'], ['interest']])
    expect(sent()).toEqual(['attention-1'])
    expect(wrapper.text()).toContain('四步已发 1/4')
    expect(wrapper.get('button').text()).toBe('发下一步：I 兴趣')
    await wrapper.setProps({ step: 'interest', shown: aida[1]?.variants[0] } as never)
    await tap()
    expect(sent()).toEqual(['attention-1', 'interest-1'])
  })

  it('sends the variant on the screen, and the first one of a step that is not', async () => {
    open({ shown: aida[0]?.variants[1] })
    await tap()
    expect(sent()).toEqual(['attention-2'])
    await wrapper.setProps({ sentAt: { 'attention-2': 1 } } as never)
    await tap()
    expect(sent()).toEqual(['attention-2', 'interest-1'])
  })

  it('passes over steps and variants that cannot go out', async () => {
    const word = { word: '最佳', kind: 'absolute', replacement: null } as const
    const blocked = sampleScript({ scriptId: 'desire-1', step: 'desire', blockedWords: [word] })
    const held = [
      { step: 'attention', name: 'A', variants: [script('attention', 1, null)] },
      { step: 'interest', name: 'I', variants: [script('interest', 1, null), script('interest', 2)] },
      { step: 'desire', name: 'D', variants: [blocked] },
      { step: 'action', name: 'A', variants: [] },
    ]
    open({ aida: held, shown: held[0]?.variants[0] })
    expect(wrapper.find('button').exists()).toBe(false)
    held.push({ step: 'action', name: 'A', variants: [script('action')] })
    await wrapper.setProps({ aida: [...held] } as never)
    await tap()
    expect(sent()).toEqual(['interest-2'])
  })

  it('is gone when all is sent, and still while it may not send', async () => {
    open({ canSend: false })
    expect(wrapper.get('button').attributes('disabled')).toBeDefined()
    await wrapper.setProps({ canSend: true, isBusy: true } as never)
    expect(wrapper.get('button').attributes('disabled')).toBeDefined()
    const all = Object.fromEntries(aidaSteps.map((step) => [`${step}-1`, 1]))
    await wrapper.setProps({ sentAt: all } as never)
    expect(wrapper.find('button').exists()).toBe(false)
  })
})
