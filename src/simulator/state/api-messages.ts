import type { ApiMessage } from '../protocol/api-message.ts'

/** What the server API put into chats, such as welcomes: the window takes it from here. */
export class ApiMessages {
  readonly #messages: ApiMessage[] = []

  add(message: Omit<ApiMessage, 'seq'>): void {
    this.#messages.push({ ...message, seq: this.#messages.length + 1 })
  }

  /** Those behind this number, oldest first. */
  since(seq: number): ApiMessage[] {
    return this.#messages.slice(Math.max(0, seq))
  }
}
