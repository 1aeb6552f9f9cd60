import { expect, it } from 'vitest'
import { signPage } from '../../../src/server/wecom/signature.ts'

it.each([
  [
    'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
    'Wm3WZYTPz0wzccnW',
    1414587457,
    'http://mp.weixin.qq.com?params=value',
    '0f9de62fce790f9a083d5c99e95740ceb90c27ed',
  ],
  [
    'CORP_TICKET_SIM_0001',
    'SimNonce01',
    1700000000,
    'https://sidebar.example.com/app/index.html?agentid=1000002',
    '4d917e7f30bdcd9628965d971ef2ab65b20fd7e7',
  ],
  [
    'AGENT_TICKET_SIM_0001',
    'SimNonce01',
    1700000000,
    'https://sidebar.example.com/app/index.html?agentid=1000002#/scripts',
    '15018cecbedb411edf17776ada96426c623fd0c0',
  ],
  [
    'AGENT_TICKET_SIM_0001',
    'SimNonce01',
    1700000000,
    'https://sidebar.example.com/app/?code=CODE123&state=s1&name=%E5%BC%A0%E4%B8%89',
    'e3eaf89cdda425ececdda35a034a81435d459579',
  ],
])('signs as WeCom does: %s', (ticket, nonceStr, timestamp, url, signature) => {
  expect(signPage({ ticket, nonceStr, timestamp, url })).toBe(signature)
})
