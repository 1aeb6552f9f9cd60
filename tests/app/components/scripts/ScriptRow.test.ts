// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import ScriptRow from '../../../../src/app/components/scripts/ScriptRow.vue'
import { sampleScript } from '../../support/sample-panel.ts'

/** 2026-03-18 12:00 in Shanghai, in a year that is no longer the present one for the clock's short form. */
const at = Date.UTC(2024, 2, 18, 4, 0)

let wrapper: VueWrapper
function open(
  change: Parameters<typeof sampleScript>[0] = {},
  words: object[] = [],
  props: object = {},
): void {
  wrapper = mount(ScriptRow, {
    attachTo: document.body,
    props: {
      script: sampleScript(change),
      words,
      query: '',
      titleRange: null,
      bodyRange: null,
      isFavourite: false,
      hasTarget: true,
      isBusy: false,
      isSending: false,
      canSend: true,
      sentAt: null,
      isCopied: false,
      saving: null,
      ...props,
    } as never,
  })
}
afterEach(() => wrapper.unmount())

const button = (name: string) => wrapper.findAll('button').find((element) => element.text() === name)
const isSendable = () => button('发送')?.attributes('disabled') === undefined
const text = () => wrapper.text().replace(/\s+/g, ' ')
async function edit(draft: string) {
  if (!wrapper.find('textarea').exists()) await button('改一改')?.trigger('click')
  await wrapper.get('textarea').setValue(draft)
}

describe('ScriptRow', () => {
  it('says why it fits, how it did and what it counts', () => {
    open({
      reasons: [
        { kind: 'stage', text: '阶段匹配：考虑' },
        { kind: 'unused', text: '没对 TA 用过' },
      ],
      timesSent: 512,
      buyersPercent: 6.8,
      stock: { count: 17, at },
    })
    expect(text()).toContain('命中：阶段匹配：考虑 · 没对 TA 用过')
    expect(text()).toContain('转化 6.8% · 近90天用 512 次')
    expect(text()).toContain('余量 17（2024-03-18 12:00）')
    expect(text()).not.toContain('已发过这句')
  })

  it('keeps quiet where nothing is known', () => {
    open()
    for (const word of ['命中', '近90天', '余量', '已发过']) expect(text()).not.toContain(word)
  })

  it('tells of the same text without keeping it back', () => {
    open({ repeatedAt: at })
    expect(wrapper.get('[role="note"]').text()).toBe('! 已发过这句（2024-03-18 12:00），换一句更自然')
    expect(isSendable()).toBe(true)
  })

  it('says why a variable is missing', async () => {
    const reason = '库存数据超过 24 小时，不能提余量'
    open({ text: null, missing: ['真实余量'], missingReasons: [reason] })
    expect(text()).toContain('! 变量缺值，不可发')
    expect(text()).not.toContain(reason)
    await button('看原因')?.trigger('click')
    expect(text()).toContain(reason)
    expect(isSendable()).toBe(false)
  })

  it('takes no scarcity but the live one in an edited text (OFF-18)', async () => {
    open({ stock: { count: 17, at } })
    await edit('还剩16份')
    expect(text()).toContain('含稀缺说法「还剩16份」，要和实时库存一致')
    expect(isSendable()).toBe(false)
    await edit('还剩17份')
    expect(isSendable()).toBe(true)
    await edit('限量100份')
    await button('删去')?.trigger('click')
    expect(wrapper.get('textarea').element.value).toBe('')
  })

  it('takes no scarcity at all without a live stock', async () => {
    open()
    await edit('还剩17份')
    expect(isSendable()).toBe(false)
  })

  it("checks the store's own words in an edited text", async () => {
    open({}, [{ word: '加微信', kind: 'sensitive', replacement: '留言' }])
    await edit('请加.微信')
    expect(text()).toContain('含敏感词「加.微信」，建议「留言」')
    expect(isSendable()).toBe(false)
    await button('替换')?.trigger('click')
    expect(wrapper.get('textarea').element.value).toBe('请留言')
    expect(isSendable()).toBe(true)
  })

  it('shows what was found, the objection, the variables, and that it was used', () => {
    const found = { titleRange: { start: 0, end: 2 }, bodyRange: { start: 0, end: 3 }, query: 'mg' }
    open(
      { title: '玫瑰精华', objection: 'price', usedBefore: true, filledCount: 2, variableCount: 3 },
      [],
      found,
    )
    expect(wrapper.findAll('mark').map((mark) => mark.text())).toEqual(['玫瑰', '悦悦姐'])
    expect(text()).toContain('命中 mg')
    expect(text()).toContain('嫌贵 · 变量 2/3')
    expect(text()).not.toContain('齐')
    expect(wrapper.findAll('.chip').map((chip) => chip.text())).toEqual(['已用', 'A 注意'])
    wrapper.unmount()
    open({ filledCount: 3, variableCount: 3 })
    expect(text()).toContain('变量 3/3 齐')
  })

  it('opens with what is known, and 填写 selects what is not', async () => {
    open({ body: '{称呼}，每天才{日均价}', text: null, missing: ['日均价'] })
    expect(wrapper.get('.script-text').text()).toBe('悦悦姐，每天才{日均价}')
    await button('改一改')?.trigger('click')
    const field = wrapper.get('textarea').element
    expect(field.value).toBe('悦悦姐，每天才{日均价}')
    expect(text()).toContain('变量缺值：日均价')
    await button('填写')?.trigger('click')
    await wrapper.vm.$nextTick()
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('{日均价}')
    await edit('悦悦姐，每天才6.7元')
    expect(button('填写')).toBeUndefined()
    expect(isSendable()).toBe(true)
  })

  it('存为我的 keeps the text; a refusal names each problem and leaves it in the field', async () => {
    open()
    await edit('悦悦姐，限量')
    await button('存为我的')?.trigger('click')
    const draft = { text: '悦悦姐，限量', title: '玫瑰精华-油皮' }
    expect(wrapper.emitted('save')).toEqual([[draft]])
    const problems = ['「限量」要用 {余量} 取实时库存，不能手写']
    await wrapper.setProps({ saving: { is: 'refused', draft, problems } } as never)
    expect(wrapper.get('[role="alert"]').text()).toContain('没有保存：「限量」要用 {余量}')
    expect(wrapper.get('textarea').element.value).toBe('悦悦姐，限量')
    expect(button('存为我的')?.attributes('disabled')).toBeUndefined()
    await edit('悦悦姐，好')
    expect(wrapper.find('[role="alert"]').exists()).toBe(false)
    expect(button('存为我的')?.attributes('disabled')).toBeUndefined()
    await wrapper.setProps({ saving: { is: 'saved', draft: { ...draft, text: '悦悦姐，好' } } } as never)
    expect(text()).toContain('已存到「我的」')
    expect(button('存为我的')?.attributes('disabled')).toBeDefined()
  })

  it('one of their own is saved under its title and removed after a second tap', async () => {
    open({ isMine: true })
    await button('删除')?.trigger('click')
    expect(wrapper.emitted('remove')).toBeUndefined()
    await button('确认删除')?.trigger('click')
    expect(wrapper.emitted('remove')).toHaveLength(1)
    await button('改一改')?.trigger('click')
    await wrapper.get('input[aria-label="话术标题"]').setValue('新名')
    await button('保存')?.trigger('click')
    expect(wrapper.emitted('save')).toEqual([[{ text: '悦悦姐，玫瑰精华油皮也能用', title: '新名' }]])
  })
})
