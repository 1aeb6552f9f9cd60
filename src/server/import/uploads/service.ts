import type { Readable } from 'node:stream'
import type {
  ImportFile,
  ImportKind,
  ImportPreview,
  ImportState,
  MappingChoice,
} from '../../../contract/imports.ts'
import { recordAudit } from '../../audit/record.ts'
import { newId, type ServerContext } from '../../context.ts'
import { AppError } from '../../http/app-error.ts'
import { readyMappings } from '../mapping/ready-mappings.ts'
import type { StoreRows } from '../store-batch.ts'
import { createUploadFolder, tooLarge } from './folder.ts'
import { type Header, headerOf } from './mendable.ts'
import { chosenMapping, chosenOrRefused } from './mapping-choice.ts'
import { previewFile } from './preview.ts'
import {
  changeUpload,
  findUpload,
  insertUpload,
  latestUploads,
  uploadsIn,
  type UploadRow,
} from './repository.ts'
import { runUpload } from './run.ts'
import { shownUpload } from './shown.ts'
import { createUploadSweep } from './sweep.ts'
import { createImportWorker, type RunOne } from './worker.ts'

export const uploadLimitBytes = 1024 * 1024 * 1024
/** Files that wait to be started; each may be as large as the limit. */
const mostWaiting = 10

interface Needs {
  stores: Record<ImportKind, StoreRows>
  members: { namesOf: (userIds: readonly string[]) => Promise<ReadonlyMap<string, string>> }
}

export interface Plan {
  kind: ImportKind
  mapping: MappingChoice
}

export type Uploads = ReturnType<typeof createUploads>

/** Files that members upload, look at, and have imported in the background. */
export function createUploads(context: ServerContext, { stores, members }: Needs) {
  const { db, config, now } = context
  const folder = createUploadFolder(config)
  const worker = createImportWorker(context, { folder, sweep: createUploadSweep(context, folder) })
  const run: RunOne = (job) => runUpload(context, { folder, stores }, job)

  async function found(importId: string): Promise<UploadRow> {
    const upload = await findUpload(db, importId)
    if (!upload) throw new AppError('not_found')
    return upload
  }

  async function waiting(importId: string): Promise<UploadRow> {
    const upload = await found(importId)
    if (upload.state !== 'uploaded') throw refused('这个文件已经开始导入，或已不在')
    if (!(await folder.has(importId))) throw refused('文件已不在服务器上，请重新上传')
    return upload
  }

  async function list(): Promise<ImportFile[]> {
    const rows = await latestUploads(db)
    const names = await members.namesOf(rows.map(({ uploadedBy }) => uploadedBy))
    return rows.map((row) => shownUpload(row, names.get(row.uploadedBy) ?? row.uploadedBy, now()))
  }

  async function shown(importId: string): Promise<ImportFile> {
    const file = (await list()).find((each) => each.importId === importId)
    if (!file) throw new AppError('not_found')
    return file
  }

  function record(
    upload: UploadRow,
    { verb, actor, details }: { verb: string; actor: string; details: object },
  ) {
    const subject = { subjectKind: 'import', subjectId: upload.uploadId }
    return recordAudit(db, context, { at: now(), actor, action: `import.${verb}`, ...subject, details })
  }

  return {
    worker,
    run,
    list,
    ready: () => Object.entries(readyMappings).map(([name, { kind }]) => ({ name, kind })),

    /** Takes a file to the disk; `bytes` is what its sender says it has. */
    async upload(
      { fileName, actor, bytes }: { fileName: string; actor: string; bytes: number | null },
      stream: Readable,
    ): Promise<ImportFile> {
      if (bytes !== null && bytes > uploadLimitBytes) throw tooLarge(uploadLimitBytes)
      if ((await uploadsIn(db, 'uploaded')).length >= mostWaiting)
        throw refused(`已有${mostWaiting}个文件等着开始；请先开始或移除它们`)
      const uploadId = newId(context, 'imp')
      const fileBytes = await folder.store(uploadId, stream, uploadLimitBytes)
      const counts = { accepted: 0, duplicates: 0, rejected: 0, isKnown: 0 }
      const unknown = {
        kind: null,
        mappingName: null,
        mappingJson: null,
        headerJson: null,
        runId: null,
        problem: null,
      }
      const times = { uploadedAt: now(), startedAt: null, finishedAt: null }
      const state: ImportState = 'uploaded'
      const row = { uploadId, fileName, fileBytes, uploadedBy: actor, state, ...times, ...unknown, ...counts }
      await insertUpload(db, row)
      await record(row, { verb: 'uploaded', actor, details: { fileBytes } })
      return shown(uploadId)
    },

    async preview(importId: string, { kind, mapping }: Plan): Promise<ImportPreview> {
      await waiting(importId)
      const choose = () => chosenMapping(kind, mapping).mapping
      return previewFile(folder.fileOf(importId), kind, { choose, timeZone: config.timeZone })
    },

    async start(importId: string, { kind, mapping }: Plan, actor: string): Promise<ImportFile> {
      const upload = await waiting(importId)
      const chosen = chosenOrRefused(kind, mapping)
      const mappingJson = chosen.mapping === null ? null : JSON.stringify(chosen.mapping)
      const reading = { mapping: chosen.mapping, timeZone: config.timeZone }
      const header = await headerOf(folder.fileOf(importId), kind, reading)
      const headerJson = header && JSON.stringify(header)
      const change = {
        state: 'started',
        startedAt: now(),
        kind,
        mappingName: chosen.name,
        mappingJson,
        headerJson,
      }
      if (!(await changeUpload(db, importId, 'uploaded', change))) throw refused('这个文件已经开始导入')
      const details = { kind, mapping: chosen.name, fileBytes: upload.fileBytes }
      await record(upload, { verb: 'started', actor, details })
      worker.wake()
      return shown(importId)
    },

    async stop(importId: string, actor: string): Promise<ImportFile> {
      const upload = await found(importId)
      const from = upload.state === 'started' ? 'started' : 'uploaded'
      if (!(await changeUpload(db, importId, from, { state: 'stopped', finishedAt: now() })))
        throw refused('这次导入已经结束')
      await folder.remove(importId)
      await record(upload, { verb: 'stopped', actor, details: { kind: upload.kind } })
      return shown(importId)
    },

    /** Where the rejected rows lie; who fetches them is on record. */
    async rejects(importId: string, actor: string): Promise<{ file: string; header: Header | null }> {
      const upload = await found(importId)
      const row = (await latestUploads(db)).find(({ uploadId }) => uploadId === importId)
      if (!row?.rejectsFile) throw new AppError('not_found')
      await record(upload, { verb: 'rejects-read', actor, details: { rejected: upload.rejected } })
      const header = row.headerJson === null ? null : (JSON.parse(row.headerJson) as Header)
      return { file: row.rejectsFile, header }
    },
  }
}

function refused(message: string): AppError {
  return new AppError('import_refused', { message })
}
