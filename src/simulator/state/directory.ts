import type {
  World,
  WorldContact,
  WorldDepartment,
  WorldFollow,
  WorldGroup,
  WorldMember,
  WorldTagGroup,
} from '../world.ts'

export type Follow = WorldFollow & { remarkCompany: string; remarkMobiles: string[] }
export type Contact = Omit<WorldContact, 'follows'> & { follows: Follow[] }
export type Member = WorldMember
/** `isOfApp`: made through the API by the app, which may edit and delete nothing else. */
export type CorpTag = WorldTagGroup['tags'][number] & { createdAtSeconds?: number; isOfApp?: boolean }
export type TagGroup = Omit<WorldTagGroup, 'tags'> & {
  tags: CorpTag[]
  createdAtSeconds: number
  isOfApp?: boolean
}

/** The company's own copy of the world: reads by id, and the only functions that change who follows whom. */
export class Directory {
  readonly corp: World['corp']
  readonly members: Member[]
  readonly departments: WorldDepartment[]
  readonly contacts: Contact[]
  readonly groups: WorldGroup[]
  readonly tagGroups: TagGroup[]
  readonly #contactById = new Map<string, Contact>()
  readonly #memberById = new Map<string, Member>()

  constructor(world: World, nowSeconds: number) {
    const copy = structuredClone(world)
    this.corp = copy.corp
    this.members = copy.members
    this.departments = copy.departments ?? []
    this.groups = copy.groups
    this.tagGroups = copy.tagGroups.map((group) => ({ ...group, createdAtSeconds: nowSeconds }))
    this.contacts = copy.contacts.map((contact) => ({
      ...contact,
      follows: contact.follows.map((follow) => ({ ...follow, remarkCompany: '', remarkMobiles: [] })),
    }))
    for (const contact of this.contacts) this.#contactById.set(contact.externalUserId, contact)
    for (const member of this.members) this.#memberById.set(member.userId, member)
  }

  member(userId: string): Member | undefined {
    return this.#memberById.get(userId)
  }

  /** Who uses the client when nobody was chosen. */
  firstActiveMember(): Member | undefined {
    return this.members.find((member) => member.status === 1)
  }

  contact(externalUserId: string): Contact | undefined {
    return this.#contactById.get(externalUserId)
  }

  addContact(contact: Contact): void {
    this.contacts.push(contact)
    this.#contactById.set(contact.externalUserId, contact)
  }

  contactsOf(userId: string): { contact: Contact; follow: Follow }[] {
    return this.contacts.flatMap((contact) => {
      const follow = contact.follows.find((entry) => entry.userId === userId)
      return follow ? [{ contact, follow }] : []
    })
  }

  follow(userId: string, externalUserId: string): Follow | undefined {
    return this.contact(externalUserId)?.follows.find((entry) => entry.userId === userId)
  }

  group(chatId: string): WorldGroup | undefined {
    return this.groups.find((group) => group.chatId === chatId)
  }

  joinGroup(chatId: string, externalUserId: string, joinedAtSeconds: number): boolean {
    const group = this.group(chatId)
    if (!group || !this.contact(externalUserId) || group.externalUserIds.includes(externalUserId))
      return false
    group.externalUserIds.push(externalUserId)
    group.joinedAtSeconds = { ...group.joinedAtSeconds, [externalUserId]: joinedAtSeconds }
    return true
  }

  leaveGroup(chatId: string, externalUserId: string): boolean {
    const group = this.group(chatId)
    const index = group?.externalUserIds.indexOf(externalUserId) ?? -1
    if (!group || index < 0) return false
    group.externalUserIds.splice(index, 1)
    return true
  }

  /** Every customer and member goes; the id is no customer group any more. */
  dismissGroup(chatId: string): boolean {
    const index = this.groups.findIndex((group) => group.chatId === chatId)
    if (index < 0) return false
    this.groups.splice(index, 1)
    return true
  }

  tag(tagId: string): { group: TagGroup; tag: TagGroup['tags'][number] } | undefined {
    for (const group of this.tagGroups) {
      const tag = group.tags.find((entry) => entry.tagId === tagId)
      if (tag) return { group, tag }
    }
    return undefined
  }

  /** With its marks; a group goes with its last tag. */
  removeTags(tagIds: readonly string[]): void {
    for (const group of this.tagGroups) group.tags = group.tags.filter(({ tagId }) => !tagIds.includes(tagId))
    for (const { follows } of this.contacts)
      for (const follow of follows) follow.tagIds = follow.tagIds.filter((tagId) => !tagIds.includes(tagId))
  }

  removeGroup(groupId: string): void {
    const index = this.tagGroups.findIndex((group) => group.groupId === groupId)
    if (index >= 0) this.tagGroups.splice(index, 1)
  }

  changeFollow(userId: string, externalUserId: string, change: Partial<Follow>): boolean {
    const follow = this.follow(userId, externalUserId)
    if (!follow) return false
    Object.assign(follow, change)
    return true
  }

  addFollow(userId: string, externalUserId: string, createdAtSeconds: number): boolean {
    const contact = this.contact(externalUserId)
    if (!contact || !this.member(userId) || this.follow(userId, externalUserId)) return false
    contact.follows.push({
      userId,
      remark: '',
      description: '',
      createdAtSeconds,
      tagIds: [],
      personalTags: [],
      addWay: 1,
      state: '',
      remarkCompany: '',
      remarkMobiles: [],
    })
    return true
  }

  removeFollow(userId: string, externalUserId: string): boolean {
    const contact = this.contact(externalUserId)
    const index = contact?.follows.findIndex((entry) => entry.userId === userId) ?? -1
    if (!contact || index < 0) return false
    contact.follows.splice(index, 1)
    return true
  }
}
