import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, type ApiClient } from '../../../../src/app/api.ts'
import { useOwnScripts } from '../../../../src/app/composables/scripts/useOwnScripts.ts'
import { useScripts } from '../../../../src/app/composables/useScripts.ts'
import { samplePanel, sampleScript } from '../../support/sample-panel.ts'
import { createWorld, li, offline, settle, wang, type World } from '../../support/panel-world.ts'

let world: World
const saveOwnScript = vi.fn<ApiClient['saveOwnScript']>()
const changeOwnScript = vi.fn<ApiClient['changeOwnScript']>()
const removeOwnScript = vi.fn<ApiClient['removeOwnScript']>()
const price = sampleScript({ scriptId: 'p', title: '嫌贵', objection: 'price', step: 'desire' })
const mine = sampleScript({ scriptId: 'm', isMine: true })

beforeEach(async () => {
  vi.resetAllMocks()
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('window', new EventTarget())
  world = createWorld()
  Object.assign(world.services.api, { saveOwnScript, changeOwnScript, removeOwnScript })
  world.api.listScripts.mockResolvedValue({ scripts: [price, mine], words: [] })
  saveOwnScript.mockResolvedValue({ scriptId: 'new' })
  changeOwnScript.mockResolvedValue({ scriptId: 'm' })
  removeOwnScript.mockResolvedValue({ ok: true })
  world.stand(li, samplePanel())
  useScripts(world.services)
  await settle()
})
const draft = { text: '悦悦姐，玫瑰精华很清爽', title: '嫌贵' }
const refused = new ApiError('script_refused', 422, '「最佳」不可发', {
  fields: [{ field: 'body.body', problem: '「最佳」不可发，建议「更合适」' }],
  blockedWords: [{ word: '最佳', kind: 'absolute', replacement: '更合适' }],
})

describe('存为我的', () => {
  it('keeps the text as a template of the same kind, says so, and brings the library again', async () => {
    const own = useOwnScripts(world.services)
    await own.save(price, draft)
    expect(saveOwnScript.mock.calls[0]?.[0].body).toEqual({
      title: '嫌贵',
      body: '{称呼}，玫瑰精华很清爽',
      step: 'desire',
      stages: ['considering'],
      objection: 'price',
      scene: 'single',
      contentType: 'know-how',
    })
    expect(own.states.value['p']).toEqual({ is: 'saved', draft })
    expect(world.sending.toast.text).toBe('已存到「我的」')
    expect(world.api.listScripts).toHaveBeenCalledTimes(2)
  })

  it('keeps no name of the customer where the script itself has no 称呼', async () => {
    const plain = sampleScript({ scriptId: 'x', body: '您好', text: '您好', variables: [] })
    await useOwnScripts(world.services).save(plain, { text: '悦悦姐您好', title: '您好' })
    expect(saveOwnScript.mock.calls[0]?.[0].body.body).toBe('{称呼}您好')
  })

  it('says what is wrong of a refusal and keeps the draft; a second tap is a new try', async () => {
    saveOwnScript.mockRejectedValueOnce(refused)
    const own = useOwnScripts(world.services)
    await own.save(price, draft)
    expect(own.states.value['p']).toEqual({
      is: 'refused',
      draft,
      problems: ['「最佳」不可发，建议「更合适」'],
    })
    expect(world.api.listScripts).toHaveBeenCalledTimes(1)
    await own.save(price, draft)
    expect(own.states.value['p']?.is).toBe('saved')
  })

  it('repeats a lost answer with the same key, and saves another text with another', async () => {
    saveOwnScript.mockRejectedValueOnce(offline())
    const own = useOwnScripts(world.services)
    await own.save(price, draft)
    expect(own.states.value['p']).toMatchObject({ is: 'refused', problems: ['网络断开'] })
    await own.save(price, draft)
    await own.save(price, { ...draft, text: '另一句' })
    await own.save(price, draft)
    const keys = saveOwnScript.mock.calls.map(([, options]) => options?.idempotencyKey)
    expect(keys[1]).toBe(keys[0])
    expect(new Set(keys).size).toBe(3)
  })

  it('is one save however often it is tapped while it runs', async () => {
    const own = useOwnScripts(world.services)
    await Promise.all([own.save(price, draft), own.save(price, draft)])
    expect(saveOwnScript).toHaveBeenCalledTimes(1)
  })

  it('leaves nothing of the former customer on the screen', async () => {
    let refuse = (_error: ApiError): void => undefined
    saveOwnScript.mockReturnValueOnce(new Promise((_resolve, reject) => (refuse = reject)))
    const own = useOwnScripts(world.services)
    const saving = own.save(price, draft)
    world.chat.settle(wang)
    refuse(refused)
    await saving
    expect(own.states.value).toEqual({})
  })
})

describe('what was kept', () => {
  it('is changed under its id', async () => {
    await useOwnScripts(world.services).save(mine, { text: '悦悦姐，新的', title: '新名' })
    expect(saveOwnScript).not.toHaveBeenCalled()
    expect(changeOwnScript.mock.calls[0]?.[0]).toMatchObject({
      params: { scriptId: 'm' },
      body: { title: '新名', body: '{称呼}，新的' },
    })
  })

  it('leaves the list when it is removed, and stays when that fails', async () => {
    const own = useOwnScripts(world.services)
    const listed = () => useScripts(world.services).data.value?.scripts.map(({ scriptId }) => scriptId)
    removeOwnScript.mockRejectedValueOnce(offline())
    await own.remove(mine)
    expect(world.notice()).toContain('没有删除')
    expect(listed()).toEqual(['p', 'm'])
    await own.remove(mine)
    expect(listed()).toEqual(['p'])
  })
})
