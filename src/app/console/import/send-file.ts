import type { ErrorBody } from '../../../contract/errors.ts'
import type { ImportFile } from '../../../contract/imports.ts'
import { methodAndPath } from '../../../contract/paths.ts'
import { ApiError } from '../../api.ts'

interface Sending {
  /** The member whose page this is. */
  userId: string
  signal: AbortSignal
  /** From 0 to 1. */
  onShare: (share: number) => void
}

/** Sends a file as it lies on the disk, however large: nothing of it is held in memory, and no time limit cuts it off. */
export function sendFile(file: File, { userId, signal, onShare }: Sending): Promise<ImportFile> {
  return new Promise((resolve, reject) => {
    const { method, path } = methodAndPath('uploadImport')
    const request = new XMLHttpRequest()
    request.open(method, `${path}?fileName=${encodeURIComponent(file.name.slice(-200))}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-Zhike-Member', userId)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onShare(total === 0 ? 1 : loaded / total),
    )
    request.addEventListener('load', () => {
      const { status, response } = request
      if (status === 200) return resolve((response as { import: ImportFile }).import)
      const body = response as ErrorBody | null
      reject(new ApiError(body?.code ?? 'internal', status, body?.message ?? '服务出错，请稍后重试'))
    })
    request.addEventListener('error', () => reject(new ApiError('offline', 0, '网络断开，文件没有传完')))
    request.addEventListener('abort', () => reject(new ApiError('aborted', 0, '已取消')))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
