// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import CheckList from '../../../../src/app/console/diagnostics/CheckList.vue'
import { checkStatuses, type Check } from '../../../../src/contract/diagnostics.ts'

const cure = {
  title: '服务器的 IP 不在可信 IP 里',
  cause: '企业微信只接受可信 IP。',
  steps: ['打开后台', '加入 IP'],
}
const check = (changes: Partial<Check>): Check => ({
  id: 'ip',
  title: '可信 IP',
  status: 'broken',
  detail: cure.title,
  errcode: 60020,
  cure,
  ...changes,
})
const textOf = (changes: Partial<Check>) => mount(CheckList, { props: { checks: [check(changes)] } }).text()
const count = (text: string, part: string) => text.split(part).length - 1

describe('CheckList', () => {
  it.each(checkStatuses)('says %s in a word of its own', (status) => {
    const words = { ok: '正常', warning: '注意', broken: '要处理', unknown: '没有查到' }
    expect(textOf({ status, cure: null })).toContain(words[status])
  })

  it('gives the cause and every step in order', () => {
    const list = mount(CheckList, { props: { checks: [check({})] } })
    expect(list.text()).toContain(cure.cause)
    expect(list.findAll('ol li').map((step) => step.text())).toEqual(cure.steps)
  })

  it('says the title of a cure and the code of an error once', () => {
    expect(count(textOf({}), cure.title)).toBe(1)
    expect(count(textOf({ detail: '没有通过' }), cure.title)).toBe(1)
    expect(count(textOf({}), '60020')).toBe(1)
    expect(count(textOf({ detail: `${cure.title}（错误码 60020）` }), '60020')).toBe(1)
    expect(textOf({ errcode: null, cure: null })).not.toContain('错误码')
  })

  it('leaves the cures of the latest errors to their table', () => {
    expect(textOf({ id: 'recentErrors', detail: '返回 60020' })).not.toContain(cure.steps[0])
  })
})
