import { describe, expect, it } from 'vitest'
import { channelWelcomeProblems } from '../../../src/domain/welcome/channel-welcome.ts'
import { demoWelcome } from '../../../src/server/demo/store/store-rows.ts'

describe('the demo’s welcome', () => {
  it('could be stored by an operator: three elements, no open variable, no flagged word', () => {
    expect(channelWelcomeProblems(demoWelcome)).toEqual([])
  })
})
