import { ref, watch } from 'vue'
import type { FilledScript, ScriptRefusal } from '../../../contract/scripts.ts'
import { restorePlaceholders } from '../../../domain/scripts/restore-placeholders.ts'
import { newKey, toApiError, type ApiError } from '../../api.ts'
import { useServices, type Services } from '../../services.ts'
import { useChatStore } from '../../stores/chat.ts'
import { useSendingStore } from '../../stores/sending.ts'
import { useScripts } from '../useScripts.ts'

export interface OwnDraft {
  text: string
  title: string
}

/** How the saving of an edited text stands, and which text it is about. */
export type SaveState = { draft: OwnDraft } & (
  { is: 'saving' } | { is: 'saved' } | { is: 'refused'; problems: string[] }
)

function problemsOf({ code, message, details }: ApiError): string[] {
  if (code !== 'script_refused') return [message]
  const fields = (details as ScriptRefusal | undefined)?.fields ?? []
  return fields.length === 0 ? [message] : fields.map(({ problem }) => problem)
}

/** 存为我的, and changing and removing what was kept. A refusal leaves the text where it is. */
export function useOwnScripts(services: Services = useServices()) {
  const { api } = services
  const chat = useChatStore()
  const sending = useSendingStore()
  const library = useScripts(services)
  const states = ref<Record<string, SaveState>>({})
  /** One key for each text until it is kept: a tap after a lost answer saves nothing twice. */
  const keys = new Map<string, string>()
  watch(
    () => chat.token,
    () => {
      states.value = {}
    },
    { flush: 'sync' },
  )

  /** What the text was filled from, and the customer's 称呼 even where the script does not use it. */
  function variablesOf({ variables }: FilledScript): FilledScript['variables'] {
    const isSalutation = ({ name }: { name: string }): boolean => name === '称呼'
    if (variables.some(isSalutation)) return variables
    const others = library.data.value?.scripts.flatMap((script) => script.variables) ?? []
    return [...variables, ...others.filter(isSalutation).slice(0, 1)]
  }

  async function save(script: FilledScript, draft: OwnDraft): Promise<void> {
    const { scriptId, isMine, step, stages, objection, scene, contentType } = script
    if (states.value[scriptId]?.is === 'saving') return
    const { token } = chat
    const note = (state: SaveState): void => {
      if (token === chat.token) states.value = { ...states.value, [scriptId]: state }
    }
    note({ is: 'saving', draft })
    const text = restorePlaceholders(draft.text.trim(), script.body, variablesOf(script))
    const body = { title: draft.title, body: text, step, stages, objection, scene, contentType }
    const what = JSON.stringify([scriptId, body])
    const idempotencyKey = keys.get(what) ?? newKey()
    keys.set(what, idempotencyKey)
    try {
      await (isMine
        ? api.changeOwnScript({ params: { scriptId }, body })
        : api.saveOwnScript({ body }, { idempotencyKey }))
    } catch (failure) {
      return note({ is: 'refused', draft, problems: problemsOf(toApiError(failure)) })
    }
    keys.delete(what)
    note({ is: 'saved', draft })
    sending.say(isMine ? '已保存' : '已存到「我的」')
    await library.reload()
  }

  async function remove({ scriptId, title }: FilledScript): Promise<void> {
    try {
      await api.removeOwnScript({ params: { scriptId } })
    } catch (failure) {
      const detail = toApiError(failure).message
      return sending.tell({ tone: 'error', text: `没有删除「${title}」`, detail, actions: [] })
    }
    library.change((answer) => ({
      ...answer,
      scripts: answer.scripts.filter((script) => script.scriptId !== scriptId),
    }))
    sending.say(`已删除「${title}」`)
  }

  return { states, save, remove }
}
