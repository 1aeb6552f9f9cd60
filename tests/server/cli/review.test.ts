import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyFolder, type Finished, runCommand } from '../../support/command.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
beforeAll(async () => {
  folder = await emptyFolder()
})
afterAll(() => folder.remove())

const review = (...args: string[]): Promise<Finished> => runCommand(['review', ...args], { cwd: folder.cwd })

describe('review', () => {
  it('prints the review of an empty store', async () => {
    const { code, stdout } = await review('show')
    expect(code).toBe(0)
    expect(stdout).toContain('  日活跃 暂无数据  日活跃=今天活跃人数/全部人数')
    expect(stdout).toContain('漏斗 应触达 0 > 已发 0')
  })

  it('names the other carriers from the word of an operator until it is settled (RISK-04)', async () => {
    const raised = async () =>
      (JSON.parse((await review('show', '--json')).lastLine) as { risks: { platform: object } }).risks
        .platform
    expect((await review('platform-changed', '群发次数减少')).code).toBe(0)
    expect(await raised()).toMatchObject({
      isRaised: true,
      text: '平台规则有变：群发次数减少；备用渠道暂时到不了任何人',
    })
    expect((await review('platform-settled')).lastLine).toBe('Settled.')
    expect(await raised()).toMatchObject({ isRaised: false })
  })

  it('refuses a note that says nothing', async () => {
    expect(await review('platform-changed', '  ')).toMatchObject({ code: 2, stdout: '' })
  })
})
