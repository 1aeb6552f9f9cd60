import { describe, expect, it } from 'vitest'
import { binFeature } from '../../../../src/domain/learning/segments/feature-bins.ts'

const repeated = (text: string, times: number) => Array.from({ length: times }, () => text)

describe('numbers', () => {
  it('are cut into eight ordered bins of equal counts', () => {
    const texts = Array.from({ length: 800 }, (_, index) => String((index * 7) % 800))
    const { bins, isOrdered, binCount } = binFeature('spend', texts)
    expect(isOrdered).toBe(true)
    expect(binCount).toBe(9)
    for (let bin = 0; bin < 8; bin += 1) expect(bins.filter((other) => other === bin)).toHaveLength(100)
    texts.forEach((text, row) => expect(bins[row]).toBe(Math.floor(Number(text) / 100)))
  })

  it('keep equal numbers together and give few values a bin each', () => {
    expect(binFeature('n', ['0', '1', '0', '5', '1']).bins).toEqual([0, 1, 0, 2, 1])
    const skewed = [...repeated('0', 900), ...Array.from({ length: 100 }, (_, index) => String(index + 1))]
    const { bins } = binFeature('n', skewed)
    expect(new Set(bins.slice(0, 900))).toEqual(new Set([0]))
    expect(new Set(bins.slice(900))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]))
  })

  it('put what is missing into the last bin', () => {
    expect(binFeature('n', ['3', '', '-2.5', '1e3'])).toMatchObject({ bins: [1, 3, 0, 2], binCount: 4 })
  })

  it('of one value make one bin', () => {
    expect(binFeature('n', ['7', '7'])).toMatchObject({ bins: [0, 0], binCount: 2 })
  })
})

describe('words', () => {
  it('get a bin each, the most frequent first, missing ones the last', () => {
    expect(binFeature('city', ['b', 'a', 'b', '', 'c', '7'])).toEqual({
      name: 'city',
      bins: [0, 2, 0, 5, 3, 1],
      binCount: 6,
      isOrdered: false,
    })
  })

  it('beyond the twentieth share one', () => {
    const texts = Array.from({ length: 25 }, (_, index) => repeated(`w${index}`, 30 - index)).flat()
    const { bins, binCount } = binFeature('word', texts)
    expect(binCount).toBe(22)
    expect(bins[texts.indexOf('w19')]).toBe(19)
    expect(bins[texts.indexOf('w20')]).toBe(20)
    expect(bins[texts.indexOf('w24')]).toBe(20)
  })

  it('that are all missing leave one bin', () => {
    expect(new Set(binFeature('x', ['', '']).bins).size).toBe(1)
  })
})
