import type { Diagnostics } from '../../contract/diagnostics.ts'
import type { Config } from '../config.ts'
import { callbackPath } from './address-checks.ts'

const isSet = (value: unknown) =>
  value === null || value === undefined || value === '' ? '未设置' : '已设置'

/** Only where the database lies; user, password and options stay out. */
function shownDatabase(databaseUrl: string): string {
  if (databaseUrl.startsWith('file:')) return databaseUrl
  if (!URL.canParse(databaseUrl)) return '已设置'
  const { protocol, host, pathname } = new URL(databaseUrl)
  return `${protocol}//${host}${pathname}`
}

/** The configuration as an administrator may see it: no secret, not even a part of one. */
export function shownSettings(config: Config): Diagnostics['settings'] {
  const { wecom, publicUrl, databaseUrl, isDemo, sessionSecret, verifyFile, trustProxy, timeZone } = config
  return Object.entries({
    PUBLIC_URL: publicUrl,
    DATABASE_URL: shownDatabase(databaseUrl),
    SESSION_SECRET: isSet(sessionSecret),
    WECOM_CORP_ID: isDemo ? '未设置' : wecom.corpId,
    WECOM_AGENT_ID: isDemo ? '未设置' : wecom.agentId,
    WECOM_SECRET: isDemo ? '未设置' : isSet(wecom.secret),
    WECOM_API_URL: wecom.apiUrl,
    WECOM_CALLBACK_TOKEN: isSet(wecom.callback?.token),
    WECOM_CALLBACK_AES_KEY: isSet(wecom.callback?.aesKey),
    WECOM_VERIFY_FILE: verifyFile?.name ?? '未设置',
    TRUST_PROXY: trustProxy ?? '未设置',
    STORE_TIME_ZONE: timeZone,
  }).map(([key, value]) => ({ key, value }))
}

/** What the WeCom admin console asks for, ready to copy. */
export function addressesToCopy({ publicUrl }: Config): Diagnostics['addresses'] {
  const { hostname } = new URL(publicUrl)
  return [
    { label: '聊天工具栏里的页面', value: `${publicUrl}/` },
    { label: '可信域名（网页授权及 JS-SDK）', value: hostname },
    { label: '企业微信授权登录的回调域', value: hostname },
    { label: '接收消息的 URL', value: `${publicUrl}${callbackPath}` },
  ]
}
