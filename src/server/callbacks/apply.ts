import type { CallbackHandlers } from './handlers.ts'
import type { CallbackEvent } from './wecom-event.ts'

/** Hands an event to whoever is meant. */
export async function applyEvent(
  { contacts, groups, tags }: CallbackHandlers,
  { kind, event }: CallbackEvent,
): Promise<void> {
  switch (kind) {
    case 'added':
      return contacts.added(event)
    case 'halfAdded':
      return contacts.halfAdded(event)
    case 'edited':
      return contacts.edited(event)
    case 'removedByMember':
      return contacts.removedByMember(event)
    case 'removedByCustomer':
      return contacts.removedByCustomer(event)
    case 'transferFailed':
      return contacts.transferFailed(event)
    case 'groupChanged':
      return groups.changed(event)
    case 'tagChanged':
      return tags.changed(event)
    case 'auditApproved':
      // The consent only lets the welcome go out, which has been seen to.
      return
  }
}
