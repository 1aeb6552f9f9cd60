// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import GroupChecklist from '../../../../src/app/components/groups/GroupChecklist.vue'
import GroupFlow from '../../../../src/app/components/groups/GroupFlow.vue'
import GroupMeter from '../../../../src/app/components/groups/GroupMeter.vue'
import GroupMix from '../../../../src/app/components/groups/GroupMix.vue'
import GroupSize from '../../../../src/app/components/groups/GroupSize.vue'
import GroupSuggestion from '../../../../src/app/components/groups/GroupSuggestion.vue'
import { full, pause, sampleGroup, sampleMeter } from '../../support/sample-group.ts'

const panel = sampleGroup()
const textOf = (wrapper: { text: () => string }) => wrapper.text().replace(/\s+/g, '')

describe('the cards of a group', () => {
  it.each([
    ['ideal', false, '人数合适', false],
    ['split', true, '!该拆群了', true],
    ['full', true, '!满员', true],
    ['small', false, '偏少', true],
  ] as const)('size %s', (size, isWarning, chip, isExplained) => {
    const wrapper = mount(GroupSize, {
      props: { group: panel.group, size: { ...panel.size, size, isWarning, text: '说明' } },
    })
    expect(textOf(wrapper)).toContain(chip)
    expect(textOf(wrapper).includes('说明·GRP-01')).toBe(isExplained)
  })

  it.each([
    ['fine', '正常', '退群率1.7%'],
    ['watching', '观察中', '为什么·RISK-02'],
    ['paused', '!促销已暂停', '为什么·RISK-02'],
  ] as const)('flow %s in words', (state, chip, line) => {
    const wrapper = mount(GroupFlow, { props: { flow: { ...panel.flow, state, text: '为什么' } } })
    expect(textOf(wrapper)).toContain(chip)
    expect(textOf(wrapper)).toContain(line)
  })

  it('names no rate for a group without customers', () => {
    const wrapper = mount(GroupFlow, { props: { flow: { ...panel.flow, exitPercent: null } } })
    expect(wrapper.text()).not.toContain('退群率')
  })

  it('the meter tells what is left, full, resting and without a cap', () => {
    const meter = [
      sampleMeter('content', { weekCount: 3, left: 0, warnings: full }),
      sampleMeter('flashSale', { refusal: pause }),
      sampleMeter('interaction'),
      sampleMeter('benefit', { weekCap: null, left: null, weekCount: 2 }),
    ]
    const wrapper = mount(GroupMeter, { props: { meter, checkIn: panel.checkIn } })
    const rows = wrapper.findAll('li').map(textOf)
    expect(rows).toEqual(['内容3/3!已满', '秒杀1/3!暂停', '轻互动1/3还可2', '福利2不限'])
  })

  it('the ring draws the whole circle, its words carry the numbers', () => {
    const wrapper = mount(GroupMix, { props: { mix: panel.mix } })
    const arcs = wrapper.findAll('circle').slice(1)
    expect(arcs.map((arc) => arc.attributes('stroke-dasharray'))).toEqual(['70 30', '20 80', '10 90'])
    expect(arcs.map((arc) => arc.attributes('stroke-dashoffset'))).toEqual(['25', '-45', '-65'])
    expect(textOf(wrapper)).toContain('有用70%7次·计划70%')
    const parts = panel.mix.parts.map((part) => ({ ...part, count: 0, percent: 0 }))
    const empty = mount(GroupMix, { props: { mix: { ...panel.mix, total: 0, parts } } })
    expect(empty.text()).toContain('还没有群发；计划 有用 70%、互动 20%、转化 10%')
  })

  it('a suggestion says why in place and opens the fitting scripts', async () => {
    const suggestion = {
      ruleId: 'RISK-03',
      title: '办一次话题日',
      advice: '抛一个话题',
      evidence: ['近3天每天42、24、31条消息'],
      kind: 'interaction' as const,
    }
    const wrapper = mount(GroupSuggestion, { props: { suggestion } })
    const [scripts, why] = wrapper.findAll('button')
    await scripts?.trigger('click')
    expect(wrapper.emitted('scripts')).toHaveLength(1)
    expect(wrapper.text()).not.toContain('近3天')
    await why?.trigger('click')
    expect(wrapper.text()).toContain('近3天每天42、24、31条消息')
  })

  it('the checklist is filled in place and stays open when it could not be stored', async () => {
    const save = vi.fn(async () => false)
    const wrapper = mount(GroupChecklist, { props: { checklist: panel.checklist, isBusy: false, save } })
    expect(wrapper.findAll('li').map(textOf)[1]).toBe('待定人设：谁在群里说话填写')
    await wrapper.findAll('button')[1]?.trigger('click')
    await wrapper.get('input').setValue(' 小林 ')
    await wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(save).toHaveBeenCalledWith('persona', '小林')
    expect(wrapper.find('input').exists()).toBe(true)
    save.mockResolvedValue(true)
    await wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(wrapper.find('input').exists()).toBe(false)
  })
})
