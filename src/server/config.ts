import { z } from 'zod'

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value)
const optionalText = z.preprocess(blankIsAbsent, z.string().trim().min(1).optional())
const optionalUrl = z.preprocess(
  blankIsAbsent,
  z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
)

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone }).format(0)
    return true
  } catch {
    return false
  }
}

/** Every key of product.md 4, in its order. `.env.example` is compared with this schema by a test. */
export const configSchema = z
  .object({
    PORT: z.preprocess(blankIsAbsent, z.coerce.number().int().min(0).max(65_535).default(3000)),
    HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
    PUBLIC_URL: optionalUrl,
    TRUST_PROXY: optionalText,
    DATABASE_URL: z.preprocess(
      blankIsAbsent,
      z
        .string()
        .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'must be file:PATH or postgres://…')
        .default('file:./data/zhike.sqlite'),
    ),
    SESSION_SECRET: z.preprocess(
      blankIsAbsent,
      z.string().min(32, 'must have at least 32 characters').optional(),
    ),
    WECOM_CORP_ID: optionalText,
    WECOM_AGENT_ID: z.preprocess(
      blankIsAbsent,
      z.string().regex(/^\d+$/, 'must be the number of the app').optional(),
    ),
    WECOM_SECRET: optionalText,
    WECOM_API_URL: optionalUrl,
    WECOM_OAUTH_URL: optionalUrl,
    WECOM_LOGIN_URL: optionalUrl,
    WECOM_CALLBACK_TOKEN: optionalText,
    WECOM_CALLBACK_AES_KEY: z.preprocess(
      blankIsAbsent,
      z
        .string()
        .regex(/^[A-Za-z0-9]{43}$/, 'must be the 43 letters and digits of EncodingAESKey')
        .optional(),
    ),
    WECOM_VERIFY_FILE: z.preprocess(
      blankIsAbsent,
      z
        .string()
        .regex(/^[A-Za-z0-9_-]+\.txt=.+$/, 'must be NAME.txt=content')
        .optional(),
    ),
    CLAIM_IDENTITY: z.preprocess(blankIsAbsent, z.enum(['auto', 'off']).default('auto')),
    ADMIN_USER_IDS: z.preprocess(
      blankIsAbsent,
      z
        .string()
        .default('')
        .transform((list) =>
          list
            .split(',')
            .map((id) => id.trim())
            .filter((id) => id !== ''),
        ),
    ),
    STORE_TIME_ZONE: z.preprocess(
      blankIsAbsent,
      z.string().refine(isTimeZone, 'must be a time zone such as Asia/Shanghai').default('Asia/Shanghai'),
    ),
    LOG_LEVEL: z.preprocess(
      blankIsAbsent,
      z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    ),
    NODE_ENV: z.preprocess(blankIsAbsent, z.string().optional()),
  })
  .superRefine((config, context) => {
    const wecom = ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET'] as const
    const given = wecom.filter((key) => config[key] !== undefined)
    const complain = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message })
    if (given.length > 0) {
      for (const key of wecom) {
        if (config[key] === undefined) complain(key, `is missing: ${wecom.join(', ')} go together`)
      }
      if (config.SESSION_SECRET === undefined) {
        complain('SESSION_SECRET', 'is required with WECOM_*: give at least 32 random characters')
      }
    } else if (config.NODE_ENV === 'production') {
      complain('WECOM_CORP_ID', 'is required when NODE_ENV=production (without WECOM_* only the demo runs)')
    }
  })

export interface WecomConfig {
  corpId: string
  agentId: string
  secret: string
  apiUrl: string
  oauthUrl: string
  loginUrl: string
}

export interface Config {
  port: number
  host: string
  publicUrl: string
  trustProxy: string | undefined
  databaseUrl: string
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
}

/**
 * The validated, frozen configuration. `environment` is `process.env` merged over `.env` (load-environment.ts); `random`
 * gives the demo's session secret.
 */
export function readConfig(environment: Record<string, string | undefined>, random: () => string): Config {
  const parsed = configSchema.safeParse(environment)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
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
    }),
    verifyFile: value.WECOM_VERIFY_FILE === undefined ? null : { name, content: content.join('=') },
    claimIdentity: value.CLAIM_IDENTITY,
    adminUserIds: Object.freeze(value.ADMIN_USER_IDS),
    timeZone: value.STORE_TIME_ZONE,
    logLevel: value.LOG_LEVEL,
  })
}
