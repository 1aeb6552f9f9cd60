// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { usePreferences } from '../../../src/app/composables/usePreferences.ts'

const lin = { corpId: 'ww1', userId: 'lin' }
beforeEach(() => localStorage.clear())

it('keeps favourites and recent scripts per corp and user, ids only', () => {
  const habits = usePreferences(lin)
  habits.toggleFavourite('s1')
  habits.toggleFavourite('s2')
  habits.toggleFavourite('s1')
  habits.noteUsed('s3')
  habits.noteUsed('s4')
  habits.noteUsed('s3')
  const again = usePreferences(lin)
  expect(again.favourites.value).toEqual(['s2'])
  expect(again.recent.value).toEqual(['s3', 's4'])
  expect(usePreferences({ corpId: 'ww1', userId: 'wu' }).favourites.value).toEqual([])
  expect(JSON.stringify({ ...localStorage })).not.toContain('wm')
})

it('remembers the latest twenty', () => {
  const habits = usePreferences(lin)
  for (let index = 0; index < 25; index += 1) habits.noteUsed(`s${index}`)
  expect(habits.recent.value).toHaveLength(20)
  expect(habits.recent.value[0]).toBe('s24')
})

it.each(['not json', '[]', '{"favourites":"s1","recent":[1]}', 'null'])('survives %s', (stored) => {
  localStorage.setItem('zhike:ww1:lin', stored)
  const habits = usePreferences(lin)
  expect(habits.favourites.value).toEqual([])
  expect(habits.recent.value).toEqual([])
})
