import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createUploadFolder } from '../../../../src/server/import/uploads/folder.ts'

describe('the folder of uploads', () => {
  let place: string
  beforeAll(async () => {
    place = await mkdtemp(path.join(tmpdir(), 'zhike-folder-'))
  })
  afterAll(() => rm(place, { recursive: true, force: true }))
  const folder = () => createUploadFolder({ importDir: path.join(place, 'imports'), databaseUrl: '' })
  const names = () => readdir(path.join(place, 'imports'))
  const parts = (...sizes: number[]) => Readable.from(sizes.map((size) => Buffer.alloc(size, 'x')))

  it('takes a stream up to the limit, and nothing of a longer or broken one', async () => {
    const { store, fileOf, has, remove } = folder()
    expect(await store('a', parts(6, 4), 10)).toBe(10)
    expect((await readFile(fileOf('a'))).length).toBe(10)
    await expect(store('b', parts(6, 5), 10)).rejects.toMatchObject({ code: 'too_large' })
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(3)
        throw new Error('the line went dead')
      })(),
    )
    await expect(store('c', broken, 10)).rejects.toThrow('dead')
    expect(await names()).toEqual(['a.upload'])
    expect(await has('a')).toBe(true)
    await remove('a')
    expect(await has('a')).toBe(false)
  })

  it('keeps what goes on and lets go of what is older and belongs to nothing', async () => {
    const { store, removeOlder } = folder()
    await store('kept', parts(1), 10)
    await store('lost', parts(1), 10)
    await removeOlder(0, () => false)
    expect((await names()).toSorted()).toEqual(['kept.upload', 'lost.upload'])
    await removeOlder(Date.now() + 60_000, (id) => id === 'kept')
    expect(await names()).toEqual(['kept.upload'])
  })

  it('lies beside an SQLite file unless it is named, and no id leads out of it', () => {
    const beside = createUploadFolder({ importDir: undefined, databaseUrl: `file:${place}/shop.sqlite` })
    expect(beside.fileOf('a')).toBe(path.join(place, 'imports', 'a.upload'))
    expect(beside.fileOf('../../etc/passwd')).toBe(path.join(place, 'imports', 'passwd.upload'))
  })
})
