import type { ApiMessage } from '../../protocol/api-message.ts'
import { failure, ok, text, type Endpoint } from '../answer.ts'

const codeLifeMs = 20_000
const longestTextBytes = 4000
const mostAttachments = 9
const labels: Record<string, string> = { image: '图片', miniprogram: '小程序', video: '视频', file: '文件' }

type Content = ApiMessage['content']
type Fields = Record<string, unknown>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {}
const bytes = (value: string) => Buffer.byteLength(value)

function linkOf(link: Fields): Content | number {
  const [title, desc, url, imgUrl] = ['title', 'desc', 'url', 'picurl'].map((name) => text(link[name]))
  if (!title || !url) return 40063
  if (!/^https?:\/\/\S+$/.test(url)) return 40094
  if (bytes(title) > 128 || bytes(desc ?? '') > 512) return 45002
  return { msgtype: 'news', title, desc: desc ?? '', link: url, imgUrl: imgUrl ?? '' }
}

function attachmentOf(attachment: Fields): Content | number {
  const kind = text(attachment['msgtype'])
  if (kind === 'link') return linkOf(fieldsOf(attachment['link']))
  const label = labels[kind]
  return label === undefined ? 41065 : { msgtype: 'other', label }
}

/** What stands in the chat, or the code of what is wrong with it. */
function contentsOf(body: Fields): Content[] | number {
  const said = text(fieldsOf(body['text'])['content'])
  const attached = Array.isArray(body['attachments']) ? body['attachments'].map(fieldsOf) : []
  if (said === '' && attached.length === 0) return 40063
  if (bytes(said) > longestTextBytes) return 45002
  if (attached.length > mostAttachments) return 41064
  const contents = attached.map(attachmentOf)
  const wrong = contents.find((content) => typeof content === 'number')
  if (wrong !== undefined) return wrong
  const words: Content[] = said === '' ? [] : [{ msgtype: 'text', text: said }]
  return [...words, ...contents.filter((content) => typeof content !== 'number')]
}

export const welcomeEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: 'externalcontact/send_welcome_msg',
    isCustomerContact: true,
    answer({ state, body }) {
      const code = text(body['welcome_code'])
      const contents = contentsOf(body)
      if (code === '') return failure(40063)
      if (typeof contents === 'number') return failure(contents)
      const issued = state.welcomeCodes.find(code)
      if (!issued || state.now() - issued.issuedAt > codeLifeMs) return failure(41050)
      if (issued.usedAt !== null) return failure(41051)
      state.welcomeCodes.use(code)
      const { userId, externalUserId } = issued
      for (const content of contents) state.apiMessages.add({ userId, externalUserId, content })
      return ok()
    },
  },
]
