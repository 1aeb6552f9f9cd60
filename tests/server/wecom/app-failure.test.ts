import { expect, it } from 'vitest'
import { WecomRefused, WecomUnreachable } from '../../../src/server/wecom/answer.ts'
import { appFailure } from '../../../src/server/wecom/app-failure.ts'

it('tells a refusal with its code, a silence, and leaves everything else alone', () => {
  const refused = new WecomRefused('externalcontact/get', 48002)
  expect(appFailure(refused)).toMatchObject({
    code: 'wecom_refused',
    details: { errcode: 48002 },
    cause: refused,
  })
  const silent = new WecomUnreachable('no answer')
  expect(appFailure(silent)).toMatchObject({ code: 'wecom_unreachable', cause: silent })
  const other = new Error('other')
  expect(appFailure(other)).toBe(other)
})
