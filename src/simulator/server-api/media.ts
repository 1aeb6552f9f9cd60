import { failure, ok, text, type Endpoint } from './answer.ts'

const kinds = ['image', 'voice', 'video', 'file']
const smallestBytes = 6

/** The bytes of the multipart field `media`: what stands between its header and the next boundary. */
function mediaBytes(body: Buffer, contentType: string): number | undefined {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (boundary === undefined) return undefined
  const name = body.indexOf('name="media"')
  const start = name < 0 ? -1 : body.indexOf('\r\n\r\n', name)
  const end = start < 0 ? -1 : body.indexOf(`\r\n--${boundary}`, start + 2)
  return end < 0 ? undefined : Math.max(0, end - start - 4)
}

export const mediaEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: 'media/upload',
    isBodyBinary: true,
    answer({ state, query, rawBody, contentType }) {
      const type = text(query.get('type'))
      if (!kinds.includes(type)) return failure(40058)
      const bytes = mediaBytes(rawBody, contentType)
      if (bytes === undefined) return failure(41005)
      if (bytes < smallestBytes) return failure(44001)
      const { mediaId, createdAt } = state.media.add()
      return ok({ type, media_id: mediaId, created_at: String(Math.floor(createdAt / 1000)) })
    },
  },
]
