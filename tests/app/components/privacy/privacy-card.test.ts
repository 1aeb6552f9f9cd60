// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import PrivacyCard from '../../../../src/app/components/privacy/PrivacyCard.vue'
import type { Privacy } from '../../../../src/contract/privacy.ts'

const base: Privacy = {
  notice: { version: '2', text: '为您推荐合适的商品' },
  consent: null,
  optedOutAt: null,
  phones: ['138****0001'],
  retentionMonths: 13,
}

function card(privacy: Partial<Privacy> = {}, reveal = async () => ['13800130001'] as string[] | null) {
  return mount(PrivacyCard, {
    props: { privacy: { ...base, ...privacy }, isBusy: false, moment: (at) => `at ${at}`, reveal },
  })
}
const button = (shown: ReturnType<typeof card>, name: string) => {
  const found = shown.findAll('button').find((entry) => entry.text() === name)
  if (!found) throw new Error(`no button ${name}`)
  return found
}

describe('the privacy card', () => {
  it('shows a number in full only for a reason, and masks it again', async () => {
    const reveal = vi.fn(async () => ['13800130001'] as string[] | null)
    const shown = card({}, reveal)
    expect(shown.text()).toContain('138****0001')
    await button(shown, '看完整号码').trigger('click')
    expect(button(shown, '查看号码').attributes('disabled')).toBeDefined()
    await shown.get('input').setValue(' a ')
    await shown.get('form').trigger('submit')
    expect(reveal).not.toHaveBeenCalled()
    await shown.get('input').setValue('核对收货')
    await shown.get('form').trigger('submit')
    await flushPromises()
    expect(reveal).toHaveBeenCalledWith('核对收货')
    expect(shown.text()).toContain('13800130001')
    await button(shown, '遮住').trigger('click')
    expect(shown.text()).not.toContain('13800130001')
  })

  it('keeps the mask where the number could not be had', async () => {
    const shown = card({}, async () => null)
    await button(shown, '看完整号码').trigger('click')
    await shown.get('input').setValue('核对收货')
    await shown.get('form').trigger('submit')
    await flushPromises()
    expect(shown.text()).toContain('138****0001')
  })

  it('says what was agreed to, and asks again for a newer notice', async () => {
    const consent = {
      version: '1',
      at: 5,
      source: 'chat',
      sourceName: '聊天中告知',
      by: '林溪',
      isCurrent: false,
    } as const
    const old = card({ consent })
    expect(old.text()).toContain('同意过旧版 1 · at 5 · 聊天中告知 · 林溪')
    await button(old, '已告知并同意').trigger('click')
    expect(old.emitted('consent')).toHaveLength(1)
    const current = card({ consent: { ...consent, version: '2', isCurrent: true } })
    expect(current.text()).toContain('已同意 2')
    expect(current.text()).not.toContain('已告知并同意')
    expect(card().text()).toContain('还没有告知')
  })

  it('opts out and back in, each with a reason', async () => {
    const shown = card()
    await button(shown, '她要退订').trigger('click')
    await shown.get('input').setValue('她说不要')
    await shown.get('form').trigger('submit')
    expect(shown.emitted('optOut')).toEqual([['她说不要']])
    const out = card({ optedOutAt: 7 })
    expect(out.text()).toContain('已退订 at 7')
    await button(out, '恢复').trigger('click')
    await button(out, '取消').trigger('click')
    expect(out.find('form').exists()).toBe(false)
    await button(out, '恢复').trigger('click')
    await out.get('input').setValue('她又要了')
    await out.get('form').trigger('submit')
    expect(out.emitted('optIn')).toEqual([['她又要了']])
  })
})
