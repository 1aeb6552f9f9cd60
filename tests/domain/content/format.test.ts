import { describe, expect, it } from 'vitest'
import { isVerticalVideo, orderFormats, videoShapeWarning } from '../../../src/domain/content/format.ts'

describe('orderFormats (CON-04)', () => {
  it('prefers cards to links and puts long text last', () => {
    expect(orderFormats(['longText', 'link', 'card', 'video', 'link'])).toEqual([
      'card',
      'video',
      'link',
      'longText',
    ])
    expect(orderFormats([])).toEqual([])
  })
})

describe('isVerticalVideo (CON-04)', () => {
  it.each([
    [1080, 1920, true],
    [720, 1280, true],
    [544, 960, true],
    [909, 1600, true],
    [910, 1600, false],
    [891, 1600, true],
    [890, 1600, false],
    [1920, 1080, false],
    [1000, 1000, false],
    [0, 0, false],
    [-9, -16, false],
  ])('%i × %i: %s', (width, height, isVertical) => {
    expect(isVerticalVideo(width, height)).toBe(isVertical)
    expect(videoShapeWarning(width, height) === null).toBe(isVertical)
  })

  it('says what is wrong with the shape', () => {
    expect(videoShapeWarning(1920, 1080)).toContain('是横屏')
    expect(videoShapeWarning(1080, 1350)).toContain('不是9:16')
  })
})
