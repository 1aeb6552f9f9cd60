// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import ConsoleHead from '../../../../src/app/console/shell/ConsoleHead.vue'

const open = (changes: object = {}) =>
  mount(ConsoleHead, {
    props: {
      storeName: '花间',
      member: { name: '林溪', role: 'auditor' as const },
      pages: [
        { id: 'audit', title: '审计' },
        { id: 'members', title: '成员' },
      ],
      current: 'audit',
      problem: '',
      ...changes,
    },
  })

describe('ConsoleHead', () => {
  it('says whose console it is and which tab is open', () => {
    const head = open()
    expect(head.text()).toContain('知客 · 花间')
    expect(head.text()).toContain('林溪 · 审计')
    expect(head.findAll('[aria-current=page]').map((tab) => tab.text())).toEqual(['审计'])
    expect(open({ current: null }).findAll('[aria-current]')).toEqual([])
  })

  it('opens a tab in place, and leaves a click with a key to the browser', async () => {
    const head = open()
    const tab = head.findAll('a')[1]
    await tab?.trigger('click')
    expect(head.emitted('open')).toEqual([['/console/members']])
    for (const key of ['ctrlKey', 'metaKey', 'shiftKey', 'altKey'])
      await tab?.trigger('click', { [key]: true })
    expect(head.emitted('open')).toHaveLength(1)
    expect(tab?.attributes('href')).toBe('/console/members')
  })

  it('says why nobody was logged out', async () => {
    const head = open({ problem: '没有退出：网络断开' })
    expect(head.text()).toContain('没有退出：网络断开')
    await head.find('button').trigger('click')
    expect(head.emitted('logOut')).toHaveLength(1)
  })
})
