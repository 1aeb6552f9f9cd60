import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'

const sdkFile = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@wecom/jssdk')),
  'wecom.global.prod.js',
)

/** The real SDK's calls, each with a time limit, as `window.panel`. */
const panelScript = (corpId: string) => `
const sign = async (url) => (await fetch('/signature?url=' + encodeURIComponent(url))).json()
const timed = (promise) => Promise.race([
  promise.then((value) => ({ ok: true, value }), (error) => ({ ok: false, errMsg: String(error.errMsg ?? error) })),
  new Promise((resolve) => setTimeout(() => resolve({ ok: false, errMsg: 'no answer' }), 1500)),
])
window.events = []
for (const name of ['focus', 'pageshow']) addEventListener(name, () => window.events.push(name))
document.addEventListener('visibilitychange', () => window.events.push('visibilitychange'))
addEventListener('unhandledrejection', (event) => event.preventDefault())
window.panel = {
  register: (jsApiList) => ww.register({ corpId: '${corpId}', agentId: '1000002', jsApiList, getAgentConfigSignature: sign }),
  context: () => timed(ww.getContext()),
  contact: () => timed(ww.getCurExternalContact()),
  chat: () => timed(ww.getCurExternalChat()),
  send: (message) => timed(ww.sendChatMessage(message)),
  env: () => ww.env,
}
panel.register(['getContext', 'getCurExternalContact', 'getCurExternalChat', 'sendChatMessage'])
`

export interface TinyApp {
  app: FastifyInstance
  origin: string
  /** User agents by path, in the order of the requests. */
  seen: { url: string; headers: Record<string, string | string[] | undefined> }[]
}

export interface TinyAppOptions {
  /** Where the app finds WeCom; absent while only the proxy is of interest. */
  wecomOrigin?: () => string
  /** The app's own idea of its public origin; its listening address when absent. */
  publicOrigin?: () => string
  /** The company whose app it is; the small world's when absent. */
  corp?: { corpId: string; secret: string }
}

async function wecom(origin: string, pathAndQuery: string): Promise<Record<string, unknown>> {
  return (await (await fetch(`${origin}/cgi-bin/${pathAndQuery}`)).json()) as Record<string, unknown>
}

/** The smallest app that signs in, signs its page and calls the real SDK: what stands behind the simulator in tests. */
export async function startTinyApp(options: TinyAppOptions = {}): Promise<TinyApp> {
  const app = Fastify()
  const seen: TinyApp['seen'] = []
  let origin = ''
  const corp = options.corp ?? { corpId: 'wwsmall', secret: 'small-secret' }
  const publicOrigin = () => options.publicOrigin?.() ?? origin
  const wecomOrigin = () => options.wecomOrigin?.() ?? 'http://127.0.0.1:1'
  const token = async () =>
    String(
      (await wecom(wecomOrigin(), `gettoken?corpid=${corp.corpId}&corpsecret=${corp.secret}`))[
        'access_token'
      ],
    )

  app.addHook('onRequest', async (request) => {
    seen.push({ url: request.url, headers: { ...request.headers } })
  })
  app.get('/', async (_request, reply) =>
    reply
      .header('x-frame-options', 'DENY')
      .header('content-security-policy', "default-src 'self'; frame-ancestors 'none'; style-src 'self'")
      .type('text/html')
      .send(
        '<!doctype html><html><head><title>面板</title><script src="/sdk.js"></script><script src="/panel.js"></script></head><body>面板</body></html>',
      ),
  )
  app.get('/sdk.js', async (_request, reply) => reply.type('text/javascript').send(await readFile(sdkFile)))
  app.get('/panel.js', async (_request, reply) =>
    reply.type('text/javascript').send(panelScript(corp.corpId)),
  )
  app.get('/c/:token', async (request, reply) =>
    reply
      .header('set-cookie', 'device=one; Path=/; HttpOnly')
      .type('text/html')
      .send(
        `<!doctype html><head><title>券</title></head><p id="cookie">${request.headers.cookie ?? ''}</p>`,
      ),
  )
  app.get('/console', async (_request, reply) => reply.type('text/html').send('<!doctype html><head></head>'))
  app.get('/auth/wecom', async (_request, reply) => {
    const query = new URLSearchParams({
      appid: corp.corpId,
      redirect_uri: `${publicOrigin()}/auth/wecom/callback`,
      response_type: 'code',
      scope: 'snsapi_base',
      state: 'tinystate',
      agentid: '1000002',
    })
    return reply.redirect(`${wecomOrigin()}/connect/oauth2/authorize?${query.toString()}#wechat_redirect`)
  })
  app.get('/auth/wecom/callback', async (request, reply) => {
    const { code } = request.query as { code: string }
    const who = await wecom(wecomOrigin(), `auth/getuserinfo?access_token=${await token()}&code=${code}`)
    return reply
      .header('set-cookie', `member=${String(who['userid'])}; Path=/; HttpOnly`)
      .redirect(`${publicOrigin()}/`)
  })
  app.get('/signature', async (request) => {
    const { url } = request.query as { url: string }
    const answer = await wecom(wecomOrigin(), `ticket/get?type=agent_config&access_token=${await token()}`)
    const text = `jsapi_ticket=${String(answer['ticket'])}&noncestr=n1&timestamp=1700000000&url=${url}`
    return { timestamp: 1700000000, nonceStr: 'n1', signature: createHash('sha1').update(text).digest('hex') }
  })
  app.all('/echo', async (request) => ({ method: request.method, body: request.body ?? null }))
  await app.listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return { app, origin, seen }
}
