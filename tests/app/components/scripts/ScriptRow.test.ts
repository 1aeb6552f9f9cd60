// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import ScriptRow from '../../../../src/app/components/scripts/ScriptRow.vue'
import { sampleScript } from '../../support/sample-panel.ts'

/** 2026-03-18 12:00 in Shanghai, in a year that is no longer the present one for the clock's short form. */
const at = Date.UTC(2024, 2, 18, 4, 0)

let wrapper: VueWrapper
function open(change: Parameters<typeof sampleScript>[0] = {}, words: object[] = []): void {
  wrapper = mount(ScriptRow, {
    attachTo: document.body,
    props: {
      script: sampleScript(change),
      words,
      titleRange: null,
      bodyRange: null,
      isFavourite: false,
      hasTarget: true,
      isBusy: false,
      isSending: false,
      canSend: true,
      sentAt: null,
      isCopied: false,
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
    expect(text()).toContain('近90天用 512 次，7天内成交 6.8%')
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

  it('says why a variable is missing', () => {
    const reason = '库存数据超过 24 小时，不能提余量'
    open({ text: null, missing: ['真实余量'], missingReasons: [reason] })
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
    expect(text()).toContain('含敏感词「加.微信」')
    expect(isSendable()).toBe(false)
    await button('换成「留言」')?.trigger('click')
    expect(wrapper.get('textarea').element.value).toBe('请留言')
    expect(isSendable()).toBe(true)
  })
})
