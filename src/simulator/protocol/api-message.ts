/** A message that the server API sent in a member's name: `GET /simulator/api/messages?since=`. */
export interface ApiMessage {
  /** Counted from 1. */
  seq: number
  userId: string
  externalUserId: string
  content:
    | { msgtype: 'text'; text: string }
    | { msgtype: 'news'; title: string; desc: string; link: string; imgUrl: string }
    | { msgtype: 'other'; label: string }
}

/** A contact-me code as the window lists it: `GET /simulator/api/contact-ways`. */
export interface ContactWayView {
  configId: string
  remark: string
  state: string
  memberNames: string[]
}
