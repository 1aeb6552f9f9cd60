/** Codes through which customers come, and each customer who came: through one of them or otherwise. */
export interface ChannelTables {
  channel: {
    channelId: string
    name: string
    /** Comes back with each customer who scanned the code. */
    state: string
    userIdsJson: string
    tagsJson: string
    welcomeJson: string | null
    /** WeCom's name of the code; it is told once, when the code is made. */
    configId: string
    qrCode: string
    /** 1 for one member, 2 for several; fixed when the code is made. */
    codeType: number
    /** Codes made earlier, which may hang printed somewhere and go on working. */
    formerConfigIdsJson: string
    createdAt: number
    updatedAt: number
    removedAt: number | null
  }
  channelArrival: {
    /** Hash of the welcome code; without one, of who came to whom and when. Stored before anything is sent. */
    arrivalKey: string
    customerId: string
    userId: string
    channelId: string | null
    state: string
    arrivedAt: number
    outcome: string
    /** WeCom's, where it refused. */
    errcode: number | null
    settledAt: number | null
    /** 1: the customer had added the member, who had not added them back. */
    isHalf: number
  }
}
