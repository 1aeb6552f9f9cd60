import { personaOf, type Persona } from '../../simulator/people/persona.ts'
import type { World, WorldContact } from '../../simulator/world.ts'

/** What the store is filled from: the people of the simulated company and their groups. */
export type WorldLike = Pick<World, 'members' | 'contacts' | 'groups' | 'tagGroups'>

export interface DemoCustomer {
  index: number
  customerId: string
  shopCustomerId: string
  persona: Persona
  contact: WorldContact
  /** The earliest follower. */
  ownerUserId: string
  firstFollowAt: number
}

const numbered = (prefix: string, index: number) => `${prefix}${String(index + 1).padStart(4, '0')}`

export function demoCustomers(world: WorldLike): DemoCustomer[] {
  return world.contacts.map((contact, index) => {
    const earliest = [...contact.follows].sort((a, b) => a.createdAtSeconds - b.createdAtSeconds)[0]
    return {
      index,
      customerId: numbered('cus_demo_', index),
      shopCustomerId: numbered('ZY', index),
      persona: personaOf(index),
      contact,
      ownerUserId: earliest?.userId ?? '',
      firstFollowAt: (earliest?.createdAtSeconds ?? 0) * 1000,
    }
  })
}
