// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { effectScope, nextTick } from 'vue'
import { describe, expect, it } from 'vitest'
import Watermark from '../../../../src/app/components/home/Watermark.vue'
import { useWatermark } from '../../../../src/app/composables/useWatermark.ts'
import { useSessionStore } from '../../../../src/app/stores/session.ts'

describe('the watermark', () => {
  it('bears the name, out of reach of readers and fingers', () => {
    const sheet = mount(Watermark, { props: { name: '林溪' } })
    expect(sheet.findAll('text').map((text) => text.text())).toEqual(['林溪', '林溪'])
    expect(sheet.attributes()).toMatchObject({ 'aria-hidden': 'true', focusable: 'false' })
    expect(
      mount(Watermark, { props: { name: '' } })
        .find('svg')
        .exists(),
    ).toBe(false)
  })

  it('names whoever is signed in, and goes with its scope', async () => {
    setActivePinia(createPinia())
    const session = useSessionStore()
    const who = {
      userId: 'LinXi',
      role: 'advisor',
      corpId: 'c',
      agentId: 'a',
      storeName: '',
      timeZone: 'UTC',
    } as const
    const place = document.createElement('div')
    const scope = effectScope(true)
    scope.run(() => useWatermark(place))
    expect(place.querySelector('svg')).toBeNull()
    session.session = { ...who, name: '林溪' }
    await nextTick()
    expect(place.textContent).toContain('林溪')
    session.session = { ...who, name: '关然' }
    await nextTick()
    expect(place.textContent).not.toContain('林溪')
    scope.stop()
    expect(place.childElementCount).toBe(0)
  })
})
