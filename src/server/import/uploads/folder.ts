import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Config } from '../../config.ts'
import { AppError } from '../../http/app-error.ts'

const suffix = '.upload'
const rejectsSuffix = '.rejects.csv'
const partSuffix = '.part'

function placeOf({ importDir, databaseUrl }: Pick<Config, 'importDir' | 'databaseUrl'>): string {
  if (importDir !== undefined) return path.resolve(importDir)
  if (databaseUrl.startsWith('file::memory:')) return path.join(tmpdir(), `zhike-imports-${process.pid}`)
  const file = /^file:(.+)$/.exec(databaseUrl)?.[1]
  return path.resolve(file === undefined ? 'data' : path.dirname(file), 'imports')
}

function limited(limitBytes: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > limitBytes ? tooLarge(limitBytes) : null, chunk)
    },
  })
}

export function tooLarge(limitBytes: number): AppError {
  const limit = Math.floor(limitBytes / 1024 / 1024)
  return new AppError('too_large', { message: `文件超过${limit}MB；请分成几个文件，或用命令行导入` })
}

export type UploadFolder = ReturnType<typeof createUploadFolder>

/** Where uploaded files lie, readable for this user alone. They go by their ids; what they are called elsewhere is no part of a path. */
export function createUploadFolder(config: Pick<Config, 'importDir' | 'databaseUrl'>) {
  const folder = placeOf(config)
  const at = (uploadId: string, end: string) => path.join(folder, path.basename(uploadId) + end)
  const fileOf = (uploadId: string) => at(uploadId, suffix)

  return {
    fileOf,
    rejectsOf: (uploadId: string) => at(uploadId, rejectsSuffix),

    /** Writes a stream to the disk as it comes, and answers its bytes; a broken one leaves nothing. */
    async store(uploadId: string, stream: Readable, limitBytes: number): Promise<number> {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const part = at(uploadId, partSuffix)
      try {
        await pipeline(stream, limited(limitBytes), createWriteStream(part, { mode: 0o600, flush: true }))
        const { size } = await stat(part)
        await rename(part, fileOf(uploadId))
        return size
      } catch (error) {
        await rm(part, { force: true })
        const { code } = error as NodeJS.ErrnoException
        if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
          throw new AppError('invalid_input', { message: '文件没有传完', cause: error })
        if (code !== 'ENOSPC') throw error
        throw new AppError('unavailable', { message: '服务器磁盘已满，文件没有收下', cause: error })
      }
    },

    async has(uploadId: string): Promise<boolean> {
      return (await stat(fileOf(uploadId)).catch(() => null)) !== null
    },

    remove: (uploadId: string) => rm(fileOf(uploadId), { force: true }),

    /** Removes what was written before the instant and belongs to nothing that goes on. */
    async removeOlder(before: number, keeps: (uploadId: string) => boolean): Promise<void> {
      const names = await readdir(folder).catch(() => [])
      for (const name of names) {
        const isPart = name.endsWith(partSuffix)
        if (!isPart && !name.endsWith(suffix)) continue
        const found = await stat(path.join(folder, name)).catch(() => null)
        if (!found || found.mtimeMs >= before) continue
        if (isPart || !keeps(name.slice(0, -suffix.length)))
          await rm(path.join(folder, name), { force: true })
      }
    },
  }
}
