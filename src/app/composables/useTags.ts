import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Tag, TagGroup } from '../../contract/tags.ts'
import { toApiError } from '../api.ts'
import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useCustomerStore } from '../stores/customer.ts'
import { useSendingStore } from '../stores/sending.ts'

/** A tag may be undone for ten seconds. */
export const undoMs = 10_000

/** What the advisor just did, and how to take it back. */
interface Undoable {
  text: string
  undo: () => void
}

/** Tags given and taken by hand. The customer is captured at the tap; an answer for another one changes nothing on the screen. */
export function useTags({ api }: Services = useServices()) {
  const chat = useChatStore()
  const store = useCustomerStore()
  const sending = useSendingStore()
  const groups = shallowRef<readonly TagGroup[] | null>(null)
  const isLoading = ref(false)
  const isBusy = ref(false)
  const undoable = shallowRef<(Undoable & { externalUserId: string }) | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(externalUserId: string, change: (tags: readonly Tag[]) => Tag[]): void {
    store.patch(externalUserId, (panel) =>
      panel.tags.status === 'ready'
        ? { ...panel, tags: { status: 'ready', data: change(panel.tags.data) } }
        : panel,
    )
  }
  const without = (tagId: string) => (tags: readonly Tag[]) => tags.filter((tag) => tag.tagId !== tagId)
  /** In place of a grey one of the same name. */
  const withTag = (tag: Tag) => (tags: readonly Tag[]) => [
    ...tags.filter(({ name }) => name !== tag.name),
    tag,
  ]

  function offerUndo(externalUserId: string, text: string, undo: () => void): void {
    clearTimeout(timer)
    undoable.value = { externalUserId, text, undo }
    timer = setTimeout(() => {
      undoable.value = null
    }, undoMs)
  }

  /** One change at a time, for whoever is here now; a failure stays on the screen with its cause. */
  async function change(failed: string, run: (externalUserId: string) => Promise<void>): Promise<void> {
    const externalUserId = chat.externalUserId
    if (externalUserId === null || isBusy.value) return
    isBusy.value = true
    undoable.value = null
    try {
      await run(externalUserId)
    } catch (failure) {
      const text = `${failed}：${toApiError(failure).message}`
      if (chat.externalUserId === externalUserId)
        sending.tell({ tone: 'error', text, externalUserId, actions: [] })
    } finally {
      isBusy.value = false
    }
  }

  async function take(externalUserId: string, { tagId, name }: Pick<Tag, 'tagId' | 'name'>): Promise<void> {
    await api.removeTag({ params: { externalUserId, tagId } })
    show(externalUserId, without(tagId))
    offerUndo(externalUserId, `已移除 ${name}`, () => {
      void change(`没有恢复「${name}」`, async () => {
        const { tag } = await api.restoreTag({ params: { externalUserId, tagId } })
        show(externalUserId, withTag(tag))
      })
    })
  }

  function add(name: string): Promise<void> {
    return change(`没有添加「${name}」`, async (externalUserId) => {
      const { tag } = await api.addTag({ params: { externalUserId }, body: { name } })
      show(externalUserId, withTag(tag))
      offerUndo(externalUserId, `已添加 ${name}`, () => {
        void change(`没有撤销「${name}」`, async () => {
          await api.removeTag({ params: { externalUserId, tagId: tag.tagId } })
          show(externalUserId, without(tag.tagId))
        })
      })
    })
  }

  function remove(tag: Tag): Promise<void> {
    return change(`没有移除「${tag.name}」`, (externalUserId) => take(externalUserId, tag))
  }

  /** The list of tags that may be given; asked for when it is opened, until it has come. */
  async function loadGroups(): Promise<void> {
    const externalUserId = chat.externalUserId
    if (externalUserId === null || groups.value !== null || isLoading.value) return
    isLoading.value = true
    try {
      groups.value = (await api.listTags({ params: { externalUserId } })).allowed
    } catch {
      groups.value = null
    } finally {
      isLoading.value = false
    }
  }

  onScopeDispose(() => clearTimeout(timer))

  /** Only what was done to the customer who is here. */
  const shownUndo = computed(() =>
    undoable.value?.externalUserId === chat.externalUserId ? undoable.value : null,
  )
  return { groups, isLoading, isBusy, undoable: shownUndo, add, remove, loadGroups }
}
