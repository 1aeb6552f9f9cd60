import type { ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'
import { WecomRefused, WecomUnreachable } from '../wecom/answer.ts'
import { appFailure } from '../wecom/app-failure.ts'
import type { WecomClient } from '../wecom/client.ts'
import {
  addContactWay,
  type ContactWay,
  type ContactWayPlan,
  deleteContactWay,
  findContactWay,
  updateContactWay,
} from '../wecom/contact-ways.ts'

/** A member who is unknown, has left, is out of range or may not have customers. */
const memberCodes = new Set([40003, 41054, 60111, 84074])
/** A bad parameter: of a code that we only name, that it is gone. */
const goneCode = 40058
/** A code is looked for this far around now, since the clocks may differ. */
const searchSeconds = 600

/** WeCom's refusals as ours. */
async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof WecomRefused && memberCodes.has(error.errcode))) throw appFailure(error)
    const { errcode } = error
    const field = 'body.userIds'
    const problem = '有成员不能添加客户，请检查客户联系的使用范围'
    const details = { fields: [{ field, problem }], errcode }
    throw new AppError('invalid_input', { message: `${field}: ${problem}`, details, cause: error })
  }
}

/** The contact-me codes of our channels. */
export function createContactCodes({ now }: Pick<ServerContext, 'now'>, client: WecomClient) {
  /** A lost answer does not leave a code behind that nobody knows: it may have been made. */
  async function makeOrFind(plan: ContactWayPlan, known: readonly string[]): Promise<ContactWay> {
    try {
      return await addContactWay(client, plan)
    } catch (error) {
      if (!(error instanceof WecomUnreachable) || error.isUndone) throw error
      const seconds = Math.floor(now() / 1000)
      const within = { from: seconds - searchSeconds, until: seconds + searchSeconds, known }
      const found = await findContactWay(client, plan.state, within)
      if (found) return found
      throw error
    }
  }

  return {
    /** `known`: the channel's earlier codes, which have the same state. */
    make: (plan: ContactWayPlan, known: readonly string[] = []) => asked(makeOrFind(plan, known)),
    change: (configId: string, plan: ContactWayPlan) => asked(updateContactWay(client, configId, plan)),
    remove: (configId: string) =>
      asked(
        deleteContactWay(client, configId).catch((error: unknown) => {
          if (!(error instanceof WecomRefused) || error.errcode !== goneCode) throw error
        }),
      ),
  }
}
