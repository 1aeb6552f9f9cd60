import type { Reply } from '../bridge/messages.ts'

export interface HookedCall {
  name: string
  params: Reply
  /** How often this API was called since the window opened, this call included. */
  count: number
  /** Set from the moment the client has decided; a hook may change it. */
  reply: Reply | null
}

export type Hook = (call: HookedCall) => void | Promise<void>
export type Moment = 'beforeHandle' | 'beforeReply' | 'afterReply'

/** Tests step in around the calls of one API: to delay them, to change the chat, to change the reply. */
export class InvokeHooks {
  readonly #hooks = new Map<string, Set<Hook>>()
  readonly #counts = new Map<string, number>()

  add(moment: Moment, name: string, hook: Hook): () => void {
    const key = `${moment} ${name}`
    const hooks = this.#hooks.get(key) ?? new Set()
    this.#hooks.set(key, hooks.add(hook))
    return () => hooks.delete(hook)
  }

  async run(moment: Moment, call: HookedCall): Promise<void> {
    for (const hook of this.#hooks.get(`${moment} ${call.name}`) ?? []) await hook(call)
  }

  counted(name: string): number {
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    return count
  }

  count(name: string): number {
    return this.#counts.get(name) ?? 0
  }
}
