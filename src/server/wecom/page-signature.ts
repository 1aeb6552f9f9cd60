import type { Boot, Signature } from '../../contract/session.ts'
import type { ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'
import { WecomRefused } from './answer.ts'
import type { WecomClient } from './client.ts'
import { signPage } from './signature.ts'

/** The page waits no longer than this for a ticket; the panel asks again later. */
const inlineWaitMs = 1500

export interface PageSignatures {
  sign: (kind: 'agent' | 'corp', url: string, isRefused?: boolean) => Promise<Signature>
  /** The same for the page being served, or why not. */
  signForPage: (url: string) => Promise<Pick<Boot, 'signature' | 'problem'>>
}

/** Signs pages of our own origin only. */
export function createPageSignatures(context: ServerContext, client: WecomClient): PageSignatures {
  const { config, now, randomBytes, log } = context

  async function sign(kind: 'agent' | 'corp', address: string, isRefused = false): Promise<Signature> {
    const url = address.split('#')[0] ?? ''
    if (!URL.canParse(url) || new URL(url).origin !== config.publicUrl) {
      throw new AppError('foreign_url', { details: { origin: config.publicUrl } })
    }
    const ticket = await (kind === 'agent' ? client.agentTicket(isRefused) : client.corpTicket(isRefused))
    const nonceStr = Buffer.from(randomBytes(12)).toString('hex')
    const timestamp = Math.floor(now() / 1000)
    const signature = signPage({ ticket, nonceStr, timestamp, url })
    const { corpId, agentId } = config.wecom
    return { kind, corpId, agentId, url, timestamp, nonceStr, signature }
  }

  function problemOf(error: unknown): string {
    if (error instanceof WecomRefused) return `企业微信拒绝了签名（错误码 ${error.errcode}），请联系管理员`
    return '暂时连不上企业微信，话术和复制仍可用'
  }

  return {
    sign,
    async signForPage(url) {
      const tooLate = new Promise<never>((_resolve, reject) => {
        setTimeout(() => reject(new Error('no ticket in time')), inlineWaitMs).unref()
      })
      try {
        return { signature: await Promise.race([sign('agent', url), tooLate]), problem: null }
      } catch (error) {
        log.warn(
          { reason: error instanceof Error ? error.message : String(error) },
          'page served without signature',
        )
        return { signature: null, problem: problemOf(error) }
      }
    },
  }
}
