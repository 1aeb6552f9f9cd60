import { describe, expect, it } from 'vitest'
import { failureReason, isCancel, rawText, readRejection } from '../../../src/app/host/result.ts'

describe('reason of a failure, in every dialect of the clients', () => {
  it.each([
    [{ errMsg: 'sendChatMessage:fail no permission', errCode: -1 }, 'permission'],
    [{ errMsg: 'getCurExternalContact:no permission', errmsg: 'fail_no permission' }, 'permission'],
    [{ errmsg: 'fail_no permission' }, 'permission'],
    [{ errMsg: 'sendChatMessage:nopermission' }, 'permission'],
    [{ err_msg: 'sendChatMessage:fail_nopermission to execute' }, 'permission'],
    [{ errMsg: 'sendChatMessage:permission denied' }, 'permission'],
    [{ errMsg: 'sendChatMessage:accessdenied' }, 'permission'],
    [{ err_msg: 'x:access_denied' }, 'permission'],
    [{ err_msg: 'sendChatMessage:fail, not allow to cross corp' }, 'permission'],
    [{ err_msg: 'getCurExternalContact:fail_without context of external contact' }, 'context'],
    [{ err_msg: 'x:fail_fail_without context of external contact', err_code: 2 }, 'context'],
    [{ errMsg: 'x:failwithout context of external contact', errCode: 2 }, 'context'],
    [{ errMsg: 'agentConfig:invalid signature' }, 'signature'],
    [{ errMsg: 'agentConfig:fail invalid url domain' }, 'signature'],
    [{ err_msg: 'x:fail', err_code: 40093 }, 'signature'],
    [{ errMsg: 'x:the permission value is offline verifying' }, 'signature'],
    [new Error('SDK Error: Missing getConfigSignature'), 'signature'],
    [{ err_msg: 'sendChatMessage:fail_nosupport' }, 'unsupported'],
    [{ err_msg: 'sendChatMessage:function not exist' }, 'unsupported'],
    [{ err_msg: 'sendChatMessage:fail invalid imgUrl' }, 'content'],
    [{ err_msg: 'sendChatMessage:fail, invalid param, link or img_url is invalid' }, 'content'],
    [{ err_msg: 'sendChatMessage:fail_content empty', err_code: 2 }, 'content'],
    [{ err_msg: 'sendChatMessage:fail network error' }, 'network'],
    [{ err_msg: 'sendChatMessage:timeout' }, 'network'],
    [{ err_msg: 'sendChatMessage:fail' }, 'unknown'],
    ['x:fail', 'unknown'],
    [null, 'unknown'],
    [undefined, 'unknown'],
  ])('%j is %s', (raw, reason) => {
    expect(failureReason(raw)).toBe(reason)
  })
})

describe('cancel', () => {
  it.each([
    { err_msg: 'sendChatMessage:cancel' },
    { errMsg: 'sendChatMessage:cancel', errCode: -1 },
    { errmsg: 'fail_cancel' },
    { err_msg: 'sendChatMessage:fail cancelled by user' },
  ])('%j is no failure', (raw) => {
    expect(isCancel(raw)).toBe(true)
    expect(readRejection(raw)).toEqual({ is: 'cancelled' })
  })

  it('is not seen in other failures', () => {
    const raw = { errMsg: 'sendChatMessage:fail no permission', errCode: -1 }
    expect(readRejection(raw)).toEqual({
      is: 'failed',
      reason: 'permission',
      raw: 'sendChatMessage:fail no permission',
    })
  })
})

it('keeps the words and the code of the host', () => {
  expect(rawText({ errMsg: '', errmsg: 'fail_no permission' })).toBe('fail_no permission')
  expect(rawText({ err_msg: 'x:fail', err_code: 40093 })).toBe('x:fail (40093)')
  expect(rawText({ some: 'thing' })).toBe('{"some":"thing"}')
})
