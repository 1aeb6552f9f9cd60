import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { hostHelp } from '../src/app/host/help.ts'
import { problemText } from '../src/app/sending/words.ts'
import type { HostProblem } from '../src/app/host/bridge.ts'
import { checkIds, type Cure } from '../src/contract/diagnostics.ts'
import { errorCodes } from '../src/contract/errors.ts'
import { refusals } from '../src/server/auth/refusal.ts'
import { configSchema } from '../src/server/config-schema.ts'
import { type Config, readConfig } from '../src/server/config.ts'
import { check, failedCheck } from '../src/server/diagnostics/check.ts'
import { checkClock, checkConfig, checkDatabase } from '../src/server/diagnostics/own-checks.ts'
import { addressesToCopy } from '../src/server/diagnostics/shown-settings.ts'
import { WecomRefused, WecomUnreachable } from '../src/server/wecom/answer.ts'
import { cureOf, curedCodes } from '../src/server/wecom/health-cures.ts'

const root = path.resolve(import.meta.dirname, '..')
const read = (name: string) => readFileSync(path.join(root, name), 'utf8')
const guides = { English: read('.github/SETUP.md'), Chinese: read('.github/SETUP.zh-CN.md') }

/** What of these the guide does not say, word for word. */
const missing = (guide: string, texts: readonly string[]) => texts.filter((text) => !guide.includes(text))
const rowOf = (guide: string, first: string) =>
  guide.split('\n').find((line) => line.split('|')[1]?.trim() === first) ?? ''

function cure(of: { cure: Cure | null }): Cure {
  if (of.cure === null) throw new Error('a check that went wrong has no cure')
  return of.cure
}

/** The checks whose cure hangs on no error code of WeCom. */
async function ownCures(): Promise<Cure[]> {
  const config = { isDemo: false, publicUrl: 'http://shop.example' } as Config
  const noDatabase = {
    getExecutor: () => {
      throw new Error('down')
    },
  }
  return [
    cure(failedCheck('token', new WecomUnreachable('silent'), false)),
    cure(checkConfig(config)),
    cure(checkClock(10 * 60_000)),
    cure(await checkDatabase({ db: noDatabase as never })),
  ]
}

/** What a start says of this environment, a line for each bad key. */
function startLines(environment: Record<string, string>): string[] {
  try {
    readConfig(environment, () => '')
  } catch (error) {
    return String((error as Error).message)
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
  return []
}

/** Every key that does not take just anything. */
const badKeys = Object.entries(configSchema.shape).flatMap(([key, schema]) =>
  schema.safeParse('?').success ? [] : [key],
)

const problemReasons: HostProblem['reason'][] = [
  'permission',
  'context',
  'signature',
  'unsupported',
  'content',
  'network',
  'unknown',
  'no-bridge',
  'timeout',
]

describe.each(Object.entries(guides))('the %s set-up guide', (_language, guide) => {
  it('has a row for every error code that an administrator mends, under the title shown', () => {
    for (const errcode of curedCodes) {
      const row = rowOf(guide, String(errcode))
      expect(row, String(errcode)).toContain(cureOf(errcode)?.title)
      expect(
        row.split('|').filter((cell) => cell.trim() !== ''),
        String(errcode),
      ).toHaveLength(4)
    }
  })

  it('names every check of the diagnostics, and what is wrong without any code', async () => {
    expect(
      missing(
        guide,
        checkIds.map((id) => check(id, 'ok', '').title),
      ),
    ).toEqual([])
    for (const { title } of await ownCures()) expect(rowOf(guide, title), title).not.toBe('')
    for (const errcode of [45009, 45033]) {
      const { detail } = failedCheck('token', new WecomRefused('gettoken', errcode), false)
      expect(rowOf(guide, detail), detail).not.toBe('')
    }
  })

  it('has a row for every page on which a sign-in ends, and for what the console refuses', () => {
    for (const { title } of Object.values(refusals)) expect(rowOf(guide, title), title).not.toBe('')
    const console = read('src/app/console/shell/NoPermission.vue') + read('src/app/sidebar/StateStrips.vue')
    for (const words of ['没有权限', '还没有管理员登录过', '登录已失效', '还没有登录']) {
      expect(console).toContain(words)
      expect(guide).toContain(words)
    }
    expect(guide).toContain(errorCodes.bad_key.message)
  })

  it('has a row for everything that the panel says of its host', () => {
    const wrongEntry = '请从与客户的聊天窗口打开'
    expect(read('src/app/sidebar/pages/HomePage.vue')).toContain(wrongEntry)
    const sentences = problemReasons.map((reason) => problemText({ reason, raw: '' }))
    for (const sentence of [wrongEntry, ...sentences]) expect(rowOf(guide, sentence), sentence).not.toBe('')
    expect(new Set(sentences).size).toBe(problemReasons.length)
    expect(rowOf(guide, '页面签名没有通过（invalid url domain）')).not.toBe('')
  })

  it('says every line with which a start refuses its keys', () => {
    const lines = [
      ...startLines({
        ...Object.fromEntries(badKeys.map((key) => [key, '?'])),
        WECOM_CORP_ID: 'ww',
        WECOM_SECRET: 's',
      }),
      ...startLines({ WECOM_CORP_ID: 'ww' }),
      ...startLines({ NODE_ENV: 'production' }),
    ]
    for (const key of badKeys)
      expect(
        lines.some((line) => line.startsWith(`${key} `)),
        key,
      ).toBe(true)
    const said = lines.map((line) =>
      line.replace(/^WECOM_(API|OAUTH|LOGIN)_URL/, 'PUBLIC_URL').replace(/^WECOM_\w+ (?=is missing)/, ''),
    )
    expect(missing(guide, said)).toEqual([])
  })

  it('names every key of the configuration, and none that does not exist', () => {
    const keys = Object.keys(configSchema.shape)
    expect(missing(guide, keys)).toEqual([])
    const named = [...guide.matchAll(/`([A-Z][A-Z_]{3,})(?==|`)/g)].map((match) => match[1] ?? '')
    expect(named.filter((key) => !keys.includes(key))).toEqual([])
    expect(named.length).toBeGreaterThan(10)
  })

  it('says where each address goes that the diagnostics offer to copy', () => {
    const config = { publicUrl: 'https://zhike.example.com' } as Config
    expect(
      missing(
        guide,
        addressesToCopy(config).map(({ value }) => value),
      ),
    ).toEqual([])
  })

  it('names commands that exist', () => {
    const folder = path.join(root, 'src/server/cli')
    const program = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .join('\n')
    const commands = [...guide.matchAll(/npx zhike ([a-z]+)/g)].map((match) => match[1] ?? '')
    expect(new Set(commands).size).toBeGreaterThan(4)
    const wrong = commands.filter((name) => !program.includes(`'${name}'`))
    expect(wrong).toEqual([])
  })
})

describe('the Chinese guide', () => {
  const guide = guides.Chinese

  it('gives each cure in the words of the diagnostics', async () => {
    for (const errcode of curedCodes) {
      const known = cureOf(errcode)
      expect(missing(rowOf(guide, String(errcode)), [known?.cause ?? '?', ...(known?.steps ?? [])])).toEqual(
        [],
      )
    }
    for (const { title, steps } of await ownCures())
      expect(missing(rowOf(guide, title), steps), title).toEqual([])
  })

  it('gives each help of the panel in its words', () => {
    const texts = Object.values(hostHelp).flatMap(({ steps, admin }) => [...steps, ...admin])
    expect(missing(guide, texts)).toEqual([])
  })
})
