import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportFile, ImportPreview, MappingChoice } from '../../../../src/contract/imports.ts'
import { uploadLimitBytes } from '../../../../src/server/import/uploads/service.ts'
import { buildTestApp, type TestApp } from '../../../support/build-app.ts'
import { engines } from '../../../support/databases.ts'
import { inGbk, youzanFile, youzanHeader, youzanLines } from '../shop-files.ts'

const youzan: MappingChoice = { ready: 'youzan' }
const operator = 'SuHe'

describe.each(engines)('importing by upload on $name', ({ open }) => {
  let test: TestApp
  let folder: string
  let cookie: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zhike-uploads-'))
    test = await buildTestApp(await open(), { environment: { IMPORT_DIR: folder } })
    await test.signIn(operator)
    await test.app.services.memberRoster.change(operator, { role: 'operator' }, 'cli')
    cookie = await test.signIn(operator)
  })
  afterAll(async () => {
    await test.app.services.uploads.worker.stop()
    await test.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function ask(method: 'GET' | 'POST', url: string, payload?: object) {
    const answer = await test.app.inject({
      method,
      url: `/api/v1/imports${url}`,
      headers: { cookie },
      ...(payload ? { payload } : {}),
    })
    return {
      status: answer.statusCode,
      text: answer.body,
      headers: answer.headers,
      body: () => answer.json(),
    }
  }
  async function upload(content: Buffer, headers: Record<string, string> = {}, fileName = '订单.csv') {
    const answer = await test.app.inject({
      method: 'POST',
      url: `/api/v1/imports?fileName=${encodeURIComponent(fileName)}`,
      headers: { cookie, 'content-type': 'application/octet-stream', ...headers },
      payload: content,
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  const uploaded = async (content: Buffer) => ((await upload(content)).body as { import: ImportFile }).import
  const preview = async (id: string, mapping: MappingChoice, kind = 'orders'): Promise<ImportPreview> =>
    (await ask('POST', `/${id}/preview`, { kind, mapping })).body()
  const start = (id: string, mapping: MappingChoice, kind = 'orders') =>
    ask('POST', `/${id}/start`, { kind, mapping })
  const listed = async (id: string): Promise<ImportFile | undefined> =>
    ((await ask('GET', '')).body() as { imports: ImportFile[] }).imports.find(
      ({ importId }) => importId === id,
    )
  const run = (uploadId: string, signal = new AbortController().signal) =>
    test.app.services.uploads.run({ uploadId, signal })

  it('shows the first rows as they would be stored, then stores them, and keeps the bad ones apart', async () => {
    const { importId, state } = await uploaded(youzanFile)
    expect(state).toBe('uploaded')
    const { problem, header, rows } = await preview(importId, youzan)
    expect(problem).toBeNull()
    expect(header.join(',')).toBe(youzanHeader)
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 5, 6, 7])
    expect(rows[0]?.row).toMatchObject({
      orderId: 'E2025001',
      status: 'paid',
      phone: '13800010001',
      createdAt: Date.parse('2025-03-05T14:03:00+08:00'),
      paidFen: 256_800,
      shippingFen: 900,
      items: [
        { sku: 'A-1', name: '面霜', quantity: 2, unitPriceFen: 123_450 },
        { sku: 'B-1', name: '精华', quantity: 1, unitPriceFen: 9000 },
      ],
    })
    expect(rows[1]?.row).toMatchObject({ status: 'refunded', refundedFen: 9900 })
    expect(rows[2]?.row).toMatchObject({ status: 'created' })
    expect(rows[3]?.problem).toContain('手机号')
    expect(rows[4]?.problem).toBe('付款时间（列「买家付款时间」）：「昨天」不是能识别的时间')

    expect((await start(importId, youzan)).status).toBe(200)
    expect(await readdir(folder)).toEqual([`${importId}.upload`])
    await run(importId)
    const done = await listed(importId)
    expect(done).toMatchObject({
      state: 'finished',
      accepted: 3,
      duplicates: 0,
      rejected: 2,
      hasRejects: true,
    })
    expect(await readdir(folder)).toEqual([`${importId}.rejects.csv`])
    const orders = await test.context.db
      .selectFrom('purchaseOrder')
      .selectAll()
      .where('orderId', 'like', 'E2025%')
      .orderBy('orderId')
      .execute()
    expect(orders.map(({ status, netFen }) => [status, netFen])).toEqual([
      ['paid', 255_900],
      ['refunded', 0],
      ['created', 9900],
    ])
    const rejects = await ask('GET', `/${importId}/rejects`)
    expect(rejects.headers['content-disposition']).toContain('attachment')
    const [titles, ...lines] = rejects.text.trimEnd().split('\r\n')
    expect(titles).toBe(`\uFEFF拒收行号,拒收原因,${youzanHeader}`)
    expect(lines).toEqual([
      `6,"手机号：不是手机号（打了星号的号码不能用，请导出完整号码）",${youzanLines[4]}`,
      `7,"付款时间（列「买家付款时间」）：「昨天」不是能识别的时间",${youzanLines[5]}`,
    ])
    const mended = await uploaded(Buffer.from(rejects.text.replace('138****0004', '13800010004')))
    await start(mended.importId, youzan)
    await run(mended.importId)
    expect(await listed(mended.importId)).toMatchObject({ accepted: 1, duplicates: 0, rejected: 1 })
    const { db } = test.context
    const trail = await db
      .selectFrom('audit')
      .select(['action', 'actor'])
      .where('subjectId', '=', importId)
      .orderBy('auditId')
      .execute()
    expect(trail.map(({ action }) => action).toSorted()).toEqual([
      'import.finished',
      'import.rejects-read',
      'import.started',
      'import.uploaded',
    ])
    expect(trail.find(({ action }) => action === 'import.started')?.actor).toBe(operator)
  })

  it('knows the same content again, whoever calls it what, and rows of a longer file', async () => {
    const again = await uploaded(youzanFile)
    await start(again.importId, youzan)
    await run(again.importId)
    expect(await listed(again.importId)).toMatchObject({ state: 'finished', isKnown: true, accepted: 3 })
    const longer = await uploaded(
      Buffer.concat([
        youzanFile,
        inGbk('E2025009,已发货,2025-03-05 14:03:07,2025-03-05 14:03:09,13800010009,面霜,A-1,1,1,1,1,0,\n'),
      ]),
    )
    await start(longer.importId, youzan)
    await run(longer.importId)
    expect(await listed(longer.importId)).toMatchObject({
      isKnown: false,
      accepted: 1,
      duplicates: 3,
      rejected: 2,
    })
  })

  it('goes on after an interruption, and stops when a member says so', async () => {
    const lines = Array.from(
      { length: 2500 },
      (_, index) => `G${index},13900000000,paid,2025-03-05,1\n`,
    ).join('')
    const custom = {
      columns: { orderId: '号', phone: '机', status: '态', createdAt: '时', paidFen: '元' },
      moneyUnit: 'yuan',
    }
    const file = await uploaded(Buffer.from(`号,机,态,时,元\n${lines}`))
    await start(file.importId, { custom })
    await run(file.importId, AbortSignal.abort())
    expect(await listed(file.importId)).toMatchObject({ state: 'started', accepted: 0 })
    await run(file.importId)
    expect(await listed(file.importId)).toMatchObject({ state: 'finished', accepted: 2500 })

    const other = await uploaded(Buffer.from(`号,机,态,时,元\nH1,13900000000,paid,2025-03-05,1\n`))
    await start(other.importId, { custom })
    expect((await ask('POST', `/${other.importId}/stop`, {})).status).toBe(200)
    await run(other.importId)
    expect(await listed(other.importId)).toMatchObject({ state: 'stopped', accepted: 0 })
    expect(await readdir(folder)).not.toContain(`${other.importId}.upload`)
    expect((await ask('POST', `/${other.importId}/stop`, {})).status).toBe(422)
  })

  it('is run by the worker, which also finds what another process left', async () => {
    const { worker, run: runOne } = test.app.services.uploads
    const file = await uploaded(Buffer.from('sku,name,category,priceFen,updatedAt\nW1,n,c,1,1740000000000\n'))
    await start(file.importId, { own: true }, 'products')
    worker.start(runOne)
    await expect.poll(async () => (await listed(file.importId))?.state).toBe('finished')
    const next = await uploaded(Buffer.from('sku,name,category,priceFen,updatedAt\nW2,n,c,1,1740000000000\n'))
    await start(next.importId, { own: true }, 'products')
    await expect.poll(async () => (await listed(next.importId))?.state).toBe('finished')
    await worker.stop()
  })

  it('says what is wrong with a file or a choice, in words for people of the store', async () => {
    const workbook = await uploaded(Buffer.from('504b030414000600', 'hex'))
    expect((await preview(workbook.importId, youzan)).problem).toContain('另存为CSV')
    await start(workbook.importId, youzan)
    await run(workbook.importId)
    expect(await listed(workbook.importId)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('另存为CSV'),
    })
    const other = await uploaded(Buffer.from('a,b\n1,2\n'))
    expect((await preview(other.importId, youzan)).problem).toContain('orderId (订单号')
    expect((await preview(other.importId, { custom: { columns: { orderId: 'a' } } })).problem).toContain(
      '没有对应的列',
    )
    expect((await start(other.importId, { custom: { columns: {} } })).status).toBe(422)
    expect((await start(other.importId, { ready: 'constructor' })).status).toBe(422)
    const empty = await uploaded(Buffer.from('号\n'))
    expect(
      (
        await preview(
          empty.importId,
          {
            custom: {
              columns: { sku: '号', name: '号', category: '号', priceFen: '号', updatedAt: '号' },
              moneyUnit: 'yuan',
            },
          },
          'products',
        )
      ).problem,
    ).toBe('文件里没有数据行')
  })

  it('refuses what is too large before reading it, other types, other sites, other roles, and names as paths', async () => {
    expect(await upload(Buffer.from('x'), { 'content-length': String(uploadLimitBytes + 1) })).toMatchObject({
      status: 413,
      body: { message: expect.stringContaining('1024MB') },
    })
    expect((await upload(Buffer.from('{}'), { 'content-type': 'application/json' })).status).toBe(415)
    expect((await upload(Buffer.from('x'), { origin: 'https://elsewhere.example' })).status).toBe(403)
    const advisor = await test.signIn('LinXi')
    expect((await upload(Buffer.from('x'), { cookie: advisor })).status).toBe(403)
    const climbing = await upload(Buffer.from('x'), {}, '../../../etc/passwd')
    expect(climbing.status).toBe(200)
    expect((await readdir(folder)).every((name) => name.startsWith('imp_'))).toBe(true)
    expect((await ask('GET', '/..%2f..%2fsecret/rejects')).status).toBe(404)
  })

  it('keeps nothing of a file whose sender went away', async () => {
    const before = await readdir(folder)
    await test.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = test.app.server.address() as AddressInfo
    const request = http.request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v1/imports?fileName=a.csv',
      headers: { cookie, 'content-type': 'application/octet-stream', 'content-length': '1000000' },
    })
    request.on('error', () => undefined)
    request.write(Buffer.alloc(500_000, 'x'))
    await expect.poll(async () => (await readdir(folder)).some((name) => name.endsWith('.part'))).toBe(true)
    request.destroy()
    await expect.poll(() => readdir(folder)).toEqual(before)
  })

  it('lets go of a file nobody started within a day, and of rejects after 30', async () => {
    const waiting = ((await ask('GET', '')).body() as { imports: ImportFile[] }).imports.filter(
      ({ state }) => state === 'uploaded',
    )
    expect(waiting.length).toBeGreaterThan(0)
    const { worker, run: runOne } = test.app.services.uploads
    test.clock.at += 86_400_001
    worker.start(runOne)
    await expect.poll(async () => (await listed(waiting[0]?.importId ?? ''))?.state).toBe('lapsed')
    await worker.stop()
    expect((await readdir(folder)).filter((name) => name.endsWith('.upload'))).toEqual([])
    const [file] = ((await ask('GET', '')).body() as { imports: ImportFile[] }).imports.filter(
      ({ hasRejects }) => hasRejects,
    )
    test.clock.at += 30 * 86_400_000
    cookie = await test.signIn(operator)
    worker.start(runOne)
    await expect.poll(async () => (await ask('GET', `/${file?.importId}/rejects`)).status).toBe(404)
    await worker.stop()
  })
})
