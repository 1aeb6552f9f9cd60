import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readColumns } from '../../../src/server/evaluate/read-columns.ts'
import { experimentOptions, textFiles } from './experiment-file.ts'

let files: Awaited<ReturnType<typeof textFiles>>
beforeAll(async () => {
  files = await textFiles()
})
afterAll(() => files.remove())

const header = 'share,city,mail,spend,bought'
const read = async (text: string, given = {}) =>
  readColumns(await files.write(text), { ...experimentOptions, ...given })

describe('readColumns', () => {
  it('takes the named columns in the order of the options', async () => {
    expect(await read(`${header}\n0.5,a,men,3,1\n0.5,,none,,0\n`)).toEqual({
      actions: ['men', 'none'],
      rewards: [1, 0],
      propensities: null,
      features: [
        ['3', ''],
        ['a', ''],
      ],
    })
    expect((await read(`${header}\n0.5,a,men,3,-1.5e1\n`, { propensity: 'share' })).propensities).toEqual([
      0.5,
    ])
  })

  it.each([
    ['--action', { action: 'x' }],
    ['--reward', { reward: 'x' }],
    ['--features', { features: ['city', 'x'] }],
    ['--propensity', { propensity: 'x' }],
  ])('says that %s names no column', async (option, given) => {
    await expect(read(`${header}\n0.5,a,men,3,1\n`, given)).rejects.toMatchObject({
      fault: 'usage',
      message: expect.stringMatching(`^${option}: .* has no column "x"; it has share, city, mail`),
    })
  })

  it.each([
    ['0.5,a,men,3,yes', 'line 2: column bought: "yes" is not a number'],
    ['0.5,a,men,3,', 'line 2: column bought is empty'],
    ['0.5,a,,3,1', 'line 2: column mail is empty'],
    ['0,a,men,3,1', 'line 2: column share: 0 is no probability'],
    ['1.01,a,men,3,1', 'line 2: column share: 1.01 is no probability'],
    ['?,a,men,3,1', 'line 2: column share: "?" is not a number'],
    ['0.5,a,men,3', 'line 2: has 4 cells, the header 5'],
  ])('says what is wrong with %s', async (line, message) => {
    await expect(read(`${header}\n${line}\n`, { propensity: 'share' })).rejects.toMatchObject({
      fault: 'file',
      message: expect.stringContaining(message),
    })
  })

  it('wants a header', async () => {
    await expect(read('')).rejects.toMatchObject({
      fault: 'file',
      message: expect.stringContaining('is empty'),
    })
  })
})
