import type { CallbackHandlers } from './handlers.ts'

const nothing = async () => undefined

/** For what nobody listens to: such events are stored and settled. */
export const unheard: CallbackHandlers = {
  contacts: {
    added: nothing,
    halfAdded: nothing,
    edited: nothing,
    removedByMember: nothing,
    removedByCustomer: nothing,
    transferFailed: nothing,
  },
  groups: { changed: nothing },
  tags: { changed: nothing },
  welcome: { greet: nothing },
}
