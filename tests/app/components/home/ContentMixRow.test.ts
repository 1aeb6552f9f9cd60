// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import ContentMixRow from '../../../../src/app/components/home/ContentMixRow.vue'

const part = (name: string, count: number, percent: number, targetPercent: number) => ({
  contentType: 'offer' as const,
  name,
  count,
  percent,
  targetPercent,
})

describe('the content mix', () => {
  it('shows the shares, and on a tap the plan and the misses', async () => {
    const row = mount(ContentMixRow, {
      props: {
        mix: {
          total: 4,
          parts: [
            { ...part('干货', 3, 75, 50), contentType: 'know-how' },
            { ...part('优惠', 1, 25, 30), contentType: 'offer' },
          ],
        },
        noResponse: [{ contentType: 'know-how', name: '干货', misses: 2, of: 3 }],
      },
    })
    expect(row.get('button').text().replaceAll(/\s+/g, '')).toBe('内容干货75%·优惠25%')
    expect(row.find('dl').exists()).toBe(false)
    await row.get('button').trigger('click')
    expect(row.get('button').attributes('aria-expanded')).toBe('true')
    expect(row.findAll('dd').map((detail) => detail.text())).toEqual([
      '3 次，占 75%，计划 50%',
      '1 次，占 25%，计划 30%',
      '24小时无反应 2/3',
    ])
  })

  it('says that nothing was sent', () => {
    const props = { mix: { total: 0, parts: [part('优惠', 0, 0, 30)] }, noResponse: [] }
    const row = mount(ContentMixRow, { props })
    expect(row.text()).toContain('近30天没有触达')
    expect(row.find('.mix').exists()).toBe(false)
  })
})
