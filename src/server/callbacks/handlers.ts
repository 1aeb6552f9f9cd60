import type { GroupChange } from '../groups/roster.ts'

/**
 * What the callbacks of WeCom lead to (paths 92130 and 90930 of developer.work.weixin.qq.com). `at` is the event's
 * CreateTime in epoch ms, of one second's resolution. Events of one customer, chat or tag come one after another, by `at`
 * as far as they have arrived; between them in any order. Each may come again, so a handler bears repeats, and an older
 * one after a newer one. A throw means: again later.
 */
export interface FollowEvent {
  externalUserId: string
  userId: string
  at: number
}

export interface AddedEvent extends FollowEvent {
  /** The channel's state; '' when the customer came without one. */
  state: string
}

export interface RemovedByMemberEvent extends FollowEvent {
  /** The customer was handed to a colleague. */
  isByTransfer: boolean
}

export interface TransferFailedEvent extends FollowEvent {
  /** `customer_refused`, `customer_limit_exceed`, or what else the platform says. */
  reason: string
}

export interface ContactHandlers {
  /** add_external_contact: both sides know each other now. */
  added(event: AddedEvent): Promise<void>
  /** add_half_external_contact: the customer added the member, who has not added them back. */
  halfAdded(event: AddedEvent): Promise<void>
  /** edit_external_contact: remark, phone or tags were edited in a client. */
  edited(event: AddedEvent): Promise<void>
  /** del_external_contact: the member deleted the customer. */
  removedByMember(event: RemovedByMemberEvent): Promise<void>
  /** del_follow_user: the customer deleted the member. */
  removedByCustomer(event: FollowEvent): Promise<void>
  /** transfer_fail: the customer stays with whom they were. */
  transferFailed(event: TransferFailedEvent): Promise<void>
}

export interface GroupHandlers {
  /** change_external_chat. */
  changed(event: GroupChange): Promise<void>
}

export interface TagEvent {
  change: 'create' | 'update' | 'delete' | 'shuffle'
  /** Null where the event does not say it (shuffle). */
  kind: 'tag' | 'tag_group' | null
  /** Of the tag or the group; the shuffled group. */
  id: string
  at: number
}

export interface TagHandlers {
  /** change_external_tag. */
  changed(event: TagEvent): Promise<void>
}

export interface GreetEvent extends AddedEvent {
  /** Good for 20 s and once; null when the platform gave none (the member's own welcome is set, for instance). */
  welcomeCode: string | null
  /** The customer added the member, who has not added them back: a full add may follow, without a code or with a new one. */
  isHalf?: boolean
}

export interface WelcomeHandlers {
  /**
   * Called at once when somebody was added or half-added, ahead of `contacts` and of what else waits for this customer; and
   * again with a new code when a customer has agreed to archiving (msg_audit_approved).
   */
  greet(event: GreetEvent): Promise<void>
}

export interface CallbackHandlers {
  contacts: ContactHandlers
  groups: GroupHandlers
  tags: TagHandlers
  welcome: WelcomeHandlers
}
