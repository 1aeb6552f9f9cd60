/** Paths that are asked by POST and change nothing. */
const readsByPost = new Set([
  'externalcontact/batch/get_by_user',
  'externalcontact/get_contact_way',
  'externalcontact/get_corp_tag_list',
  'externalcontact/groupchat/get',
  'externalcontact/groupchat/list',
  'externalcontact/list_contact_way',
])

/** Asked by GET, and yet the first call uses something up: an OAuth code is never sent twice. */
const consumingGets = new Set(['auth/getuserinfo'])

/**
 * Whether a call may be sent again when nobody knows if it was carried out. A write such as `send_welcome_msg`, `mark_tag`
 * or `add_contact_way` may not.
 */
export function isRepeatable(method: 'GET' | 'POST', path: string): boolean {
  return method === 'GET' ? !consumingGets.has(path) : readsByPost.has(path)
}
