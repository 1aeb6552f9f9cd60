import { messageStyleSource } from '../pages/message-page.ts'

type Directives = Record<string, readonly string[]>

/** WeCom and WeChat open every page at top level: nobody frames one. */
const nothing: Directives = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
}

/** Scripts, styles and requests of our own site only; nothing inline runs, so that no nonce is needed. */
const page: Directives = {
  ...nothing,
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'connect-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'manifest-src': ["'self'"],
}

/** On iOS the client's own bridge speaks through hidden frames with addresses of its own; none of them can carry a script. */
const bridge: Directives = { 'frame-src': ['weixin:', 'weixinping:', 'weixinpreinject:', 'wxwork:'] }

/** Avatars of WeCom and WeChat stand on changing hosts. */
const pictures: Directives = { 'img-src': ["'self'", 'data:', 'https:'] }

function policy(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}

const sidebar = policy({ ...page, ...bridge, ...pictures })
const customers = policy({ ...page, ...bridge })
const console = policy({ ...page, ...pictures })
const message = policy({ ...nothing, 'style-src': [messageStyleSource] })
const docs = policy({ ...page, 'style-src': ["'self'", "'unsafe-inline'"] })
const data = policy(nothing)

/** The content security policy by a route's pattern; what is no page may do nothing at all. */
export function contentPolicy(pattern = ''): string {
  if (pattern === '/') return sidebar
  if (/^\/[cq]\/:token/.test(pattern)) return customers
  if (/^\/console(\/|$)/.test(pattern)) return console
  if (pattern.startsWith('/auth/')) return message
  if (/^\/docs(\/|$)/.test(pattern)) return docs
  return data
}
