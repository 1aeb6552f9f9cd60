import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const script = path.resolve(import.meta.dirname, '../../src/build/audit.mjs')
const advisory = 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc'
const cause = { name: 'left', title: 'Reads too far', url: advisory, severity: 'high' }
const found = {
  left: { name: 'left', severity: 'high', via: [cause] },
  right: { name: 'right', severity: 'high', via: ['left'] },
}
const exception = { package: 'left', advisory, reason: 'the function is not called', until: '2026-06-30' }

function reportOf(vulnerabilities: object, prod = 120) {
  const total = Object.keys(vulnerabilities).length
  const metadata = { vulnerabilities: { total }, dependencies: { prod } }
  return { auditReportVersion: 2, vulnerabilities, metadata }
}

describe('the judgement on npm audit', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zhike-audit-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function judge(report: unknown, exceptions: unknown = [], today = '2026-06-30') {
    const file = path.join(folder, 'report.json')
    const list = path.join(folder, 'exceptions.json')
    await writeFile(file, typeof report === 'string' ? report : JSON.stringify(report))
    await writeFile(list, JSON.stringify(exceptions))
    const args = [script, file, '--exceptions', list, '--today', today]
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    return { status, said: stdout + stderr }
  }

  it('passes a clean report', async () => {
    expect(await judge(reportOf({}))).toEqual({ status: 0, said: '0 advisories, 0 excepted, 0 problems\n' })
  })

  it('fails on an advisory, naming the package once', async () => {
    const { status, said } = await judge(reportOf(found))
    expect(status).toBe(1)
    expect(said).toContain(`high: left: Reads too far (${advisory})`)
    expect(said).toContain('1 advisories, 0 excepted, 1 problems')
  })

  it('takes an exception up to its last day, not after it', async () => {
    expect((await judge(reportOf(found), [exception])).status).toBe(0)
    const ended = await judge(reportOf(found), [exception], '2026-07-01')
    expect(ended.status).toBe(1)
    expect(ended.said).toContain('exception ended 2026-06-30')
  })

  it('fails on an exception for another advisory, another package, or nothing', async () => {
    for (const wrong of [{ advisory: `${advisory}x` }, { package: 'right' }]) {
      const { status, said } = await judge(reportOf(found), [{ ...exception, ...wrong }])
      expect(status).toBe(1)
      expect(said).toContain('exception that nothing needs')
    }
    expect((await judge(reportOf({}), [exception])).status).toBe(1)
  })

  it.each([
    ['nothing', ''],
    ['an empty object', {}],
    ['a list', []],
    ['an error of the registry', { message: 'request failed', error: { summary: 'endpoint answered 503' } }],
    ['an older report', { ...reportOf({}), auditReportVersion: 1 }],
    ['no packages', reportOf({}, 0)],
    [
      'a count without names',
      { ...reportOf({}), metadata: { vulnerabilities: { total: 3 }, dependencies: { prod: 120 } } },
    ],
  ])('passes no judgement on %s', async (_what, report) => {
    expect((await judge(report)).status).toBe(2)
  })

  it.each(['reason', 'until', 'advisory', 'package'])('takes no exception without %s', async (key) => {
    expect((await judge(reportOf(found), [{ ...exception, [key]: '' }])).status).toBe(2)
  })

  it('says so when there is no report at all', () => {
    const { status } = spawnSync(process.execPath, [script, path.join(folder, 'none.json')])
    expect(status).toBe(2)
    expect(spawnSync(process.execPath, [script]).status).toBe(2)
  })
})
