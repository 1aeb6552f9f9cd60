import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import {
  getImportRejects,
  listImports,
  previewImport,
  startImport,
  stopImport,
  uploadImport,
} from '../../contract/imports.ts'
import { AppError } from '../http/app-error.ts'
import { type Gate, register } from '../http/register.ts'
import { mendableLines } from './uploads/mendable.ts'
import { uploadLimitBytes, type Uploads } from './uploads/service.ts'

const fileType = 'application/octet-stream'

export function importRoutes(app: FastifyInstance, gate: Gate, uploads: Uploads): void {
  app.register(async (scope) => {
    // The file goes to the disk as it comes; nobody reads it before the rights are known.
    scope.addContentTypeParser(fileType, (_request, payload, done) => done(null, payload))
    // What is left of a refused file is not waited for.
    scope.addHook('onSend', async (_request, reply) => {
      if (reply.statusCode >= 400) reply.header('connection', 'close')
    })
    register(scope, gate, uploadImport, async ({ query, actor, request }) => {
      const { body, headers } = request
      if (!(body instanceof Readable))
        throw new AppError('unsupported_type', { message: `Content-Type: send the file as ${fileType}` })
      const length = Number(headers['content-length'])
      const given = { fileName: query.fileName, actor: actor.userId, bytes: length > 0 ? length : null }
      return { import: await uploads.upload(given, body) }
    })
  })
  register(app, gate, listImports, async () => ({
    imports: await uploads.list(),
    ready: uploads.ready(),
    limitBytes: uploadLimitBytes,
  }))
  register(app, gate, previewImport, ({ params, body }) => uploads.preview(params.importId, body))
  register(app, gate, startImport, async ({ params, body, actor }) => ({
    import: await uploads.start(params.importId, body, actor.userId),
  }))
  register(app, gate, stopImport, async ({ params, actor }) => ({
    import: await uploads.stop(params.importId, actor.userId),
  }))
  register(app, gate, getImportRejects, async ({ params, actor, reply }) => {
    const { file, header } = await uploads.rejects(params.importId, actor.userId)
    const found = await stat(file).catch(() => null)
    if (!found) throw new AppError('not_found', { message: '拒收的行只保留30天，已经删除' })
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="rejects-${params.importId}.csv"`)
    return header ? Readable.from(mendableLines(file, header)) : createReadStream(file)
  })
}
