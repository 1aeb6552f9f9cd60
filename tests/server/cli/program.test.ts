import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyFolder, type Finished, runCommand } from '../../support/command.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
beforeAll(async () => {
  folder = await emptyFolder()
})
afterAll(() => folder.remove())

const zhike = (...args: string[]): Promise<Finished> => runCommand(args, { cwd: folder.cwd })

const commands: [words: string, tells: string[]][] = [
  ['serve', ['migrate and serve']],
  ['migrate', ['up to date']],
  ['demo', ['demo store']],
  ['starter', ['--publish']],
  ['recompute', ['--as-of', '--json', 'YYYY-MM-DD']],
  ['simulator', ['--app', '--port', '3100']],
  ['doctor', ['--json']],
  ['replay', ['--customer', '--day', '--json']],
  ['review', ['show', 'platform-changed']],
  ['members', ['list', 'role']],
  ['contacts', ['import']],
  ['customer', ['export', 'erase']],
  ['keys', ['create', 'list', 'revoke']],
  ['keys create', ['--name', '--scopes', 'ingest, redeem, metrics']],
  ['keys list', ['never the keys']],
  ['keys revoke', ['keyId', 'zhike keys list']],
]

describe('help', () => {
  it.each(commands)('of %s tells what it does on stdout', async (words, tells) => {
    const { code, stdout, stderr } = await zhike(...words.split(' '), '--help')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`Usage: zhike ${words}`)
    for (const text of tells) expect(stdout).toContain(text)
  })

  it('comes without arguments too and lists every command but the internal ones', async () => {
    const bare = await zhike()
    expect(bare).toMatchObject({ code: 0, stderr: '' })
    expect((await zhike('--help')).stdout).toBe(bare.stdout)
    for (const [words] of commands) {
      if (!words.includes(' ')) expect(bare.stdout).toMatch(new RegExp(`^  ${words}\\b`, 'm'))
    }
    expect(bare.stdout).not.toMatch(/^ {2}(start|verify-reference)\b/m)
  })
})

describe('a slip on the command line', () => {
  const cases: [line: string, says: string][] = [
    ['nosuch', "unknown command 'nosuch'"],
    ['surgery', "unknown command 'surgery'"],
    ['recompte', 'Did you mean recompute?'],
    ['serve --port 1', "unknown option '--port'"],
    ['serve extra', "too many arguments for 'serve'"],
    ['keys', 'Usage: zhike keys'],
    ['keys drop', "unknown command 'drop'"],
    ['keys create --name shop', '--scopes <list>'],
    ['keys create --scopes redeem', '--name <name>'],
    [
      'keys create --name shop --scopes redeem,pay,all',
      '--scopes: pay, all unknown; choose from ingest, redeem',
    ],
    ['keys create --name shop --scopes ,', '--scopes: names none; choose from ingest'],
    [`keys create --name ${'n'.repeat(81)} --scopes redeem`, '--name: give 1 to 80 characters'],
    ['keys revoke', "missing required argument 'keyId'"],
    ['simulator', '--app <url>'],
    ['simulator --app ftp://x', '--app: ftp://x is not an http address such as http://127.0.0.1:3000'],
    ['simulator --app http://127.0.0.1:1 --port 65536', '--port: 65536 is not a port number'],
    ['simulator --app http://127.0.0.1:1 --port 1e3', '--port: 1e3 is not a port number'],
    ['recompute --as-of', '--as-of <date>'],
    ['recompute --as-of yesterday', '--as-of: yesterday is not a date such as 2026-01-31'],
    ['recompute --as-of 2026-02-31', '--as-of: 2026-02-31 is not a date'],
    ['recompute --as-of 2999-01-01', '--as-of: that day lies ahead'],
  ]
  it.each(cases)('%s: is named on stderr, exit code 2', async (line, says) => {
    const { code, stdout, stderr } = await zhike(...line.split(' '))
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(says)
    expect(stderr).not.toContain('    at ')
  })
})

describe('a bad configuration', () => {
  it('names every bad key at once, from environment and .env alike, exit code 2', async () => {
    const cwd = path.join(folder.cwd, 'with-env-file')
    await mkdir(cwd)
    await writeFile(path.join(cwd, '.env'), 'LOG_LEVEL=loud\nCLAIM_IDENTITY=maybe\nPORT=3000\n')
    const environment = {
      PORT: '70000',
      DATABASE_URL: 'mysql://x',
      STORE_TIME_ZONE: 'Mars/Olympus',
      PUBLIC_URL: 'ftp://x',
      SESSION_SECRET: 'short',
      WECOM_AGENT_ID: 'abc',
    }
    for (const command of ['serve', 'migrate', 'keys list']) {
      const { code, stdout, stderr } = await runCommand(command.split(' '), { cwd, environment })
      expect([code, stdout]).toEqual([2, ''])
      for (const key of [...Object.keys(environment), 'LOG_LEVEL', 'CLAIM_IDENTITY']) {
        expect(stderr).toMatch(new RegExp(`^  ${key} `, 'm'))
      }
      expect(stderr).not.toContain('    at ')
    }
  })

  it('names a proxy that is no address', async () => {
    const environment = { TRUST_PROXY: '127.0.0.1, my-proxy' }
    const { code, stdout, stderr } = await runCommand(['serve'], { ...folder, environment })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^TRUST_PROXY: .*my-proxy; give addresses or ranges, e\.g\. 10\.0\.0\.0\/8\n$/)
  })

  it('does not run the demo in production, nor half a WeCom app', async () => {
    const production = await runCommand(['serve'], { ...folder, environment: { NODE_ENV: 'production' } })
    expect(production).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('WECOM_CORP_ID is required'),
    })
    const half = await runCommand(['serve'], { ...folder, environment: { WECOM_CORP_ID: 'ww1' } })
    expect(half.code).toBe(2)
    for (const key of ['WECOM_AGENT_ID', 'WECOM_SECRET', 'SESSION_SECRET']) expect(half.stderr).toContain(key)
  })
})
