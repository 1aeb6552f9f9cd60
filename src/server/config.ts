import { configSchema, missingTogether } from './config-schema.ts'

export interface WecomConfig {
  corpId: string
  agentId: string
  secret: string
  apiUrl: string
  oauthUrl: string
  loginUrl: string
  /** How callbacks are signed and sealed; null = none are received. */
  callback: { token: string; aesKey: string } | null
}

export interface Config {
  port: number
  host: string
  publicUrl: string
  trustProxy: string | undefined
  databaseUrl: string
  /** Where uploaded files wait for their import; absent: beside the database. */
  importDir: string | undefined
  sessionSecret: string
  /** Without a WeCom app the simulator stands in. */
  isDemo: boolean
  wecom: WecomConfig
  verifyFile: { name: string; content: string } | null
  claimIdentity: 'auto' | 'off'
  adminUserIds: readonly string[]
  timeZone: string
  logLevel: string
}

export class ConfigInvalid extends Error {}

export const demoApp = {
  corpId: 'ww0demo0zhike0000',
  agentId: '1000002',
  secret: 'demo-secret-of-the-simulated-app',
  /** The simulated store manager: with nobody named, somebody must be able to look into the console. */
  adminUserIds: ['ChengYe'],
}

function callbackOf(token: string | undefined, aesKey: string | undefined): WecomConfig['callback'] {
  return token === undefined || aesKey === undefined ? null : Object.freeze({ token, aesKey })
}

/**
 * The validated, frozen configuration. `environment` is `process.env` merged over `.env` (load-environment.ts); `random`
 * gives the demo's session secret.
 */
export function readConfig(environment: Record<string, string | undefined>, random: () => string): Config {
  const parsed = configSchema.safeParse(environment)
  const bad = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  const lines = [...bad, ...missingTogether(environment)].map((line) => `  ${line}`)
  if (!parsed.success || lines.length > 0) {
    throw new ConfigInvalid(`The configuration has ${lines.length} bad key(s):\n${lines.join('\n')}`)
  }
  const value = parsed.data
  const isDemo = value.WECOM_CORP_ID === undefined
  const publicUrl = value.PUBLIC_URL ?? `http://127.0.0.1:${value.PORT}`
  const standIn = `http://127.0.0.1:${value.PORT}/simulator/wecom`
  const [name = '', ...content] = (value.WECOM_VERIFY_FILE ?? '').split('=')
  return Object.freeze({
    port: value.PORT,
    host: value.HOST,
    publicUrl: new URL(publicUrl).origin,
    trustProxy: value.TRUST_PROXY,
    databaseUrl: value.DATABASE_URL,
    importDir: value.IMPORT_DIR,
    sessionSecret: value.SESSION_SECRET ?? random(),
    isDemo,
    wecom: Object.freeze({
      corpId: value.WECOM_CORP_ID ?? demoApp.corpId,
      agentId: value.WECOM_AGENT_ID ?? demoApp.agentId,
      secret: value.WECOM_SECRET ?? demoApp.secret,
      apiUrl: value.WECOM_API_URL ?? (isDemo ? standIn : 'https://qyapi.weixin.qq.com'),
      oauthUrl:
        value.WECOM_OAUTH_URL ??
        (isDemo
          ? `${publicUrl}/simulator/wecom/connect/oauth2/authorize`
          : 'https://open.weixin.qq.com/connect/oauth2/authorize'),
      loginUrl:
        value.WECOM_LOGIN_URL ??
        (isDemo
          ? `${publicUrl}/simulator/wecom/wwlogin/sso/login`
          : 'https://login.work.weixin.qq.com/wwlogin/sso/login'),
      callback: callbackOf(value.WECOM_CALLBACK_TOKEN, value.WECOM_CALLBACK_AES_KEY),
    }),
    verifyFile: value.WECOM_VERIFY_FILE === undefined ? null : { name, content: content.join('=') },
    claimIdentity: value.CLAIM_IDENTITY,
    adminUserIds: Object.freeze(
      isDemo && value.ADMIN_USER_IDS.length === 0 ? demoApp.adminUserIds : value.ADMIN_USER_IDS,
    ),
    timeZone: value.STORE_TIME_ZONE,
    logLevel: value.LOG_LEVEL,
  })
}
