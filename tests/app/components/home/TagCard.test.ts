// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import TagCard from '../../../../src/app/components/home/TagCard.vue'
import { sampleTag } from '../../support/sample-tag.ts'

const interest = sampleTag({
  tagId: 'i',
  name: '精华',
  source: 'behaviour',
  evidence: '30天内浏览精华5次',
  daysLeft: 9,
  confidence: 0.7,
  ruleId: 'TAG-05',
  isRemovable: false,
})
const grey = sampleTag({ ...interest, tagId: 'g', name: '面膜', daysLeft: 0, isGreyed: true })
const byHand = sampleTag()
const groups = [
  { group: '肤质', names: ['油皮', '干皮', '面膜'] },
  { group: '顾虑', names: ['嫌贵'] },
]

let wrapper: VueWrapper
function open(changes: object = {}): void {
  wrapper = mount(TagCard, {
    attachTo: document.body,
    props: {
      tags: [interest, grey, byHand],
      groups,
      undoText: null,
      isLoading: false,
      isBusy: false,
      canChange: true,
      ...changes,
    },
  })
}
afterEach(() => wrapper.unmount())

const nameOf = (element: { text: () => string; attributes: (key: string) => string | undefined }) =>
  element.attributes('aria-label') ?? element.text().replace(/\s+/g, ' ')
const button = (name: string) => {
  const found = wrapper.findAll('button').find((element) => nameOf(element) === name)
  if (!found) throw new Error(`no button ${name}: ${wrapper.findAll('button').map(nameOf).join(', ')}`)
  return found
}

describe('TagCard', () => {
  it('names every tag with the days left, greyed ones in words', () => {
    open()
    expect(wrapper.findAll('button').map(nameOf)).toEqual([
      '精华 剩9天',
      '面膜 已过期',
      '油皮',
      '移除标签 油皮',
      '添加标签',
    ])
    expect(button('面膜 已过期').classes()).toContain('grey')
  })

  it.each([
    ['add', '油皮'],
    ['remove', 'o'],
  ] as const)('says what WeCom did not take (%s), and tries again', async (wanted, told) => {
    const reason = '企业微信里不是你的客户'
    open({ tags: [sampleTag({ tagId: 'o', name: '油皮', unsynced: { wanted, reason } })] })
    await button('油皮 未同步').trigger('click')
    expect(wrapper.text()).toContain(`未同步到企业微信：${reason}`)
    await button('重试').trigger('click')
    const [[emitted] = []] = wrapper.emitted<[string | { tagId: string }]>(wanted) ?? []
    expect(typeof emitted === 'object' ? emitted.tagId : emitted).toBe(told)
  })

  it('says in words what is still on its way, and why, without a button', async () => {
    const unsynced = { wanted: 'add' as const, reason: '企业微信正忙，会自动重试', isWaiting: true }
    open({ tags: [sampleTag({ tagId: 'o', name: '油皮', unsynced })] })
    await button('油皮 待同步').trigger('click')
    expect(wrapper.text()).toContain('待同步到企业微信：企业微信正忙，会自动重试')
    expect(wrapper.findAll('button').map(nameOf)).not.toContain('重试')
  })

  it('a tap shows evidence, source, confidence and rule, a second one hides them', async () => {
    open()
    await button('精华 剩9天').trigger('click')
    expect(wrapper.text()).toContain('30天内浏览精华5次')
    expect(wrapper.text()).toContain('来源 浏览行为 · 把握 70% · 规则 TAG-05')
    expect(button('精华 剩9天').attributes('aria-expanded')).toBe('true')
    await button('精华 剩9天').trigger('click')
    expect(wrapper.text()).not.toContain('来源')
  })

  it('adds in two taps from the list; what the customer has already is off, what is grey is not', async () => {
    open()
    await button('添加标签').trigger('click')
    expect(wrapper.emitted('open')).toHaveLength(1)
    expect(wrapper.find('[role=group]').attributes('aria-label')).toBe('可添加的标签')
    expect(button('油皮 已有').attributes('disabled')).toBeDefined()
    expect(button('面膜').attributes('disabled')).toBeUndefined()
    await button('干皮').trigger('click')
    expect(wrapper.emitted('add')).toEqual([['干皮']])
    expect(wrapper.find('[role=group]').exists()).toBe(false)
    expect(document.activeElement).toBe(button('添加标签').element)
  })

  it('takes off by one tap and undoes by another', async () => {
    open({ undoText: '已移除 干皮' })
    await button('移除标签 油皮').trigger('click')
    expect(wrapper.emitted('remove')).toEqual([[byHand]])
    expect(wrapper.find('[role=status]').text()).toContain('已移除 干皮')
    await button('撤销').trigger('click')
    expect(wrapper.emitted('undo')).toHaveLength(1)
  })

  it.each([
    [{ groups: null, isLoading: true }, '正在取标签列表…'],
    [{ groups: null, isLoading: false }, '标签列表暂时取不到'],
    [{ groups: [] }, '还没有可添加的标签'],
  ])('says how the list stands: %o', async (changes, text) => {
    open(changes)
    await button('添加标签').trigger('click')
    expect(wrapper.text()).toContain(text)
  })

  it('asks for the list again', async () => {
    open({ groups: null })
    await button('添加标签').trigger('click')
    await button('重试').trigger('click')
    expect(wrapper.emitted('open')).toHaveLength(2)
  })

  it('changes nothing offline', () => {
    open({ canChange: false })
    expect(button('添加标签').attributes('disabled')).toBeDefined()
    expect(button('移除标签 油皮').attributes('disabled')).toBeDefined()
  })
})
