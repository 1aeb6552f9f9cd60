import { describe, expect, it } from 'vitest'
import { startSimulator } from '../start-simulator.ts'

describe('wire rules', () => {
  it('answers an unknown path with 404 and an empty body', async () => {
    const { app } = startSimulator()
    for (const method of ['GET', 'POST'] as const) {
      const response = await app.inject({ method, url: '/cgi-bin/externalcontact/nothing' })
      expect([response.statusCode, response.body]).toEqual([404, ''])
    }
  })

  it('answers errors with HTTP 200 and the empty fields of the endpoint', async () => {
    const { app, call } = startSimulator()
    const response = await app.inject('/cgi-bin/externalcontact/list?access_token=fake')
    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual({ errcode: 40014, errmsg: 'invalid access_token', external_userid: [] })
    expect(await call('user/get', { token: 'fake' })).toEqual({
      errcode: 40014,
      errmsg: 'invalid access_token',
      department: [],
      order: [],
      is_leader_in_dept: [],
      direct_leader: [],
    })
    expect(await call('externalcontact/get_follow_user_list', { token: 'fake' })).toMatchObject({
      errcode: 40014,
      follow_user: [],
    })
    expect(await call('externalcontact/remark', { token: 'fake', body: {} })).toEqual({
      errcode: 40014,
      errmsg: 'invalid access_token',
    })
  })

  it('takes the token from the query only', async () => {
    const { app, token } = startSimulator()
    const access = await token()
    const response = await app.inject({
      method: 'POST',
      url: '/cgi-bin/externalcontact/get_corp_tag_list',
      headers: { authorization: `Bearer ${access}` },
      payload: { access_token: access },
    })
    expect(response.json()).toMatchObject({ errcode: 41001, tag_group: [] })
  })

  it('checks the token before the parameters and the method', async () => {
    const { app, call } = startSimulator()
    expect(await call('externalcontact/get', { token: 'fake' })).toMatchObject({ errcode: 40014 })
    const wrongMethod = await app.inject('/cgi-bin/externalcontact/remark?access_token=fake')
    expect(wrongMethod.json()).toMatchObject({ errcode: 40014 })
  })

  it('refuses a wrong method and a body that is no JSON object with 40058', async () => {
    const { app, token } = startSimulator()
    const access = await token()
    const url = `/cgi-bin/externalcontact/remark?access_token=${access}`
    expect((await app.inject({ method: 'GET', url })).json()).toMatchObject({ errcode: 40058 })
    for (const payload of ['{', '[]', '"text"', '']) {
      expect((await app.inject({ method: 'POST', url, payload })).json()).toMatchObject({ errcode: 40058 })
    }
  })

  it('puts the tail behind some error texts and not behind others', async () => {
    const { call } = startSimulator()
    expect((await call('getcallbackip', { token: 'fake' }))['errmsg']).toContain('more info at https://')
    expect((await call('externalcontact/list', { token: 'fake' }))['errmsg']).toBe('invalid access_token')
    expect((await call('user/get'))['errmsg']).toContain('from ip:')
  })

  it('works below the mounted prefix as well', async () => {
    const { app } = startSimulator()
    const response = await app.inject('/simulator/wecom/cgi-bin/user/get')
    expect(response.json()).toMatchObject({ errcode: 41001, department: [] })
  })
})
