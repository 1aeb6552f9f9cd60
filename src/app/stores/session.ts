import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Boot, Session } from '../../contract/session.ts'

/** Who is signed in, and what the server said about this page. */
export const useSessionStore = defineStore('session', () => {
  const session = shallowRef<Session | null>(null)
  /** Why WeCom cannot be used although there is a session, in the server's words. */
  const problem = ref<string | null>(null)
  const isSignedOut = ref(false)

  function start(boot: Boot): void {
    session.value = boot.session
    problem.value = boot.problem
  }

  return { session, problem, isSignedOut, start }
})
