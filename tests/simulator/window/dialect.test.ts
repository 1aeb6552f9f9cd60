import { describe, expect, it } from 'vitest'
import { switchChoices } from '../../../src/simulator/protocol/switches.ts'
import { spellReply } from '../../../src/simulator/window/client/dialect.ts'
import { done, refused } from '../../../src/simulator/window/client/outcome.ts'

const name = 'getCurExternalContact'

/** The SDK's own reading of a raw reply written out anew. */
function readAsSdk(reply: Record<string, unknown>): { keyword: string; code: unknown } {
  const raw = String(reply['err_msg'] ?? reply['errmsg'] ?? '')
  const keyword = raw
    .slice(raw.indexOf(':') + 1)
    .replace(/^(failed_|fail_)/, '')
    .replaceAll('_', '')
    .toLowerCase()
  return { keyword: keyword === '' ? 'ok' : keyword, code: reply['err_code'] ?? (keyword === 'ok' ? 0 : -1) }
}

describe('spellReply', () => {
  it.each(switchChoices.dialect)('is a success with its data in the %s dialect', (dialect) => {
    const reply = spellReply(dialect, name, { kind: 'ok', data: { userId: 'wm-li' } })
    expect(reply['userId']).toBe('wm-li')
    expect(readAsSdk(reply)).toEqual({ keyword: 'ok', code: 0 })
    expect(readAsSdk(spellReply(dialect, name, done)).keyword).toBe('ok')
  })

  it.each(switchChoices.dialect)('is recognised by its words in the %s dialect', (dialect) => {
    const keywordOf = (reason: string) => readAsSdk(spellReply(dialect, name, refused(reason))).keyword
    expect(keywordOf('no permission')).toMatch(/no permission/)
    expect(keywordOf('without context of external contact')).toMatch(/without context/)
    expect(readAsSdk(spellReply(dialect, name, { kind: 'cancel' })).keyword).toBe('cancel')
    expect(spellReply(dialect, name, refused('x'))).not.toHaveProperty('userId')
  })

  it.each(switchChoices.dialect)('carries a code beside words of its own in the %s dialect', (dialect) => {
    const reply = spellReply(dialect, 'agentConfig', { kind: 'spelled', keyword: 'fail', code: 40093 })
    expect(readAsSdk(reply)).toEqual({ keyword: 'fail', code: 40093 })
    const plain = spellReply(dialect, name, { kind: 'spelled', keyword: 'fail' })
    expect(plain['err_code']).not.toBe(40093)
  })

  it('writes each platform’s raw object', () => {
    const failure = refused('without context of external contact')
    expect(spellReply('windows', name, failure)).toEqual({
      errmsg: 'fail_without context of external contact',
    })
    expect(spellReply('mac', name, failure)).toEqual({
      err_msg: `${name}:fail_fail_without context of external contact`,
      err_code: 2,
    })
    expect(spellReply('mobile', name, failure)).toEqual({
      err_msg: `${name}:fail without context of external contact`,
    })
    expect(spellReply('qy', name, failure)).toEqual({
      err_msg: `qy.${name}:fail_without context of external contact`,
      err_code: -1,
    })
  })

  it('passes an explicit spelling on letter by letter', () => {
    const outcome = { kind: 'spelled', keyword: 'fail_no_permission' } as const
    expect(spellReply('mobile', 'sendChatMessage', outcome)).toEqual({
      err_msg: 'sendChatMessage:fail_no_permission',
    })
    expect(spellReply('windows', 'sendChatMessage', outcome)).toEqual({ errmsg: 'fail_no_permission' })
  })

  it('carries the code of a bad signature', () => {
    expect(spellReply('mac', 'agentConfig', refused('invalid signature', 40093))).toEqual({
      err_msg: 'agentConfig:invalid signature',
      err_code: 40093,
    })
  })
})
