import type { Switches } from '../../protocol/switches.ts'
import type { MessageContent } from '../state/message.ts'
import { refused, type Outcome } from './outcome.ts'
import { isAtLeast, isMobile } from './versions.ts'

type Fields = Record<string, unknown>
type Parsed = { content: MessageContent; mediaId?: string } | { failure: Outcome }

const attachmentLabels: Record<string, string> = { image: '图片', video: '视频', file: '文件' }

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isHttp(url: string): boolean {
  return /^https?:\/\/\S+$/.test(url)
}

const badLink: Parsed = { failure: refused('invalid param, link or img_url is invalid') }

function parseNews(news: Fields): Parsed {
  const link = textOf(news['link'])
  const imgUrl = textOf(news['imgUrl'])
  const title = textOf(news['title'])
  if (!isHttp(link) || (imgUrl !== '' && !isHttp(imgUrl))) return badLink
  if (title === '') return { failure: refused('content empty') }
  return { content: { msgtype: 'news', title, desc: textOf(news['desc']), link, imgUrl } }
}

function parseMiniProgram(program: Fields, switches: Pick<Switches, 'platform' | 'wecomVersion'>): Parsed {
  const since = switches.platform === 'mac' ? '4.1.26' : '3.1.0'
  if (!isAtLeast(switches.wecomVersion, since)) return { failure: refused('nosupport') }
  if (!isHttp(textOf(program['imgUrl']))) return { failure: refused('invalid imgUrl') }
  const isComplete = textOf(program['appid']) !== '' && textOf(program['page']).endsWith('.html')
  if (!isComplete) return { failure: refused('invalid miniprogram info') }
  return { content: { msgtype: 'other', label: `小程序 ${textOf(program['title'])}` } }
}

/** The payload of sendChatMessage, checked by field name as the client does. */
export function parseChatMessage(
  params: Fields,
  entry: string,
  switches: Pick<Switches, 'platform' | 'wecomVersion'>,
): Parsed {
  const msgtype = textOf(params['msgtype'])
  const body = fieldsOf(params[msgtype])
  if (msgtype === 'text') {
    const text = textOf(body['content'])
    return text === '' ? { failure: refused('content empty') } : { content: { msgtype: 'text', text } }
  }
  if (msgtype === 'news') return parseNews(body)
  if (msgtype === 'miniprogram') return parseMiniProgram(body, switches)
  const label = attachmentLabels[msgtype]
  if (label !== undefined) {
    const mediaId = textOf(body['mediaid'])
    if (mediaId === '') return { failure: refused('invalid mediaid') }
    return { content: { msgtype: 'other', label }, mediaId }
  }
  if (msgtype === 'msgmenu' && entry === 'single_kf_tools') {
    const since = isMobile(switches.platform) ? '3.1.12' : '3.1.20'
    if (!isAtLeast(switches.wecomVersion, since)) return { failure: refused('nosupport') }
    return { content: { msgtype: 'other', label: `菜单 ${textOf(body['head_content'])}` } }
  }
  return { failure: refused('nosupport') }
}
