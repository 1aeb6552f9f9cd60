import { computed, onScopeDispose } from 'vue'
import type { ImportFile, ImportKind, ImportPreview, MappingChoice } from '../../../contract/imports.ts'
import { useResource } from '../../composables/useResource.ts'
import { useConsoleServices } from '../services.ts'
import { type Pace, paceSince, rowsOf, type Sample } from './pace.ts'

const lookEveryMs = 1000

/** Files that were uploaded, followed while one of them is being imported. */
export function useImports() {
  const { api } = useConsoleServices()
  const { data, error, retry, reload } = useResource(
    () => 'imports',
    (signal) => api.listImports({}, { signal }),
  )
  const first = new Map<string, Sample>()
  const sampleOf = (file: ImportFile): Sample => ({
    at: Date.now(),
    rows: rowsOf(file),
    doneBytes: file.doneBytes,
  })

  const paces = computed(() => {
    const running = (data.value?.imports ?? []).filter(({ state }) => state === 'started')
    return new Map(
      running.map((file): [string, Pace | null] => {
        const now = sampleOf(file)
        const before = first.get(file.importId)
        if (!before) first.set(file.importId, now)
        return [file.importId, paceSince(before ?? now, now, file.fileBytes)]
      }),
    )
  })
  // A look that fails, while the server starts again say, leaves what is shown until the next one.
  const timer = setInterval(() => {
    if (paces.value.size > 0 || error.value?.mayPass) void reload()
  }, lookEveryMs)
  onScopeDispose(() => clearInterval(timer))

  return {
    data,
    error,
    retry,
    reload,
    paces,
    preview: (importId: string, kind: ImportKind, mapping: MappingChoice): Promise<ImportPreview> =>
      api.previewImport({ params: { importId }, body: { kind, mapping } }),
    async start(importId: string, kind: ImportKind, mapping: MappingChoice): Promise<void> {
      await api.startImport({ params: { importId }, body: { kind, mapping } })
      await reload()
    },
    async stop(importId: string): Promise<void> {
      await api.stopImport({ params: { importId }, body: {} })
      await reload()
    },
  }
}
