/** The platform's own samples (A, B), and three of our making (C, D, E) that another implementation agrees with. */
export const official = {
  token: 'QDG6eK',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  corpId: 'wx5823bf96d3bd56c7',
}
export const own = {
  token: 'simtoken01',
  aesKey: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY',
  corpId: 'ww1234567890abcdef',
}

const addedXml =
  '<xml><ToUserName><![CDATA[ww1234567890abcdef]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[add_external_contact]]></ChangeType><UserID><![CDATA[zhangsan]]></UserID><ExternalUserID><![CDATA[wmSIM0000000000000000000000000001]]></ExternalUserID><State><![CDATA[store_sh01]]></State><WelcomeCode><![CDATA[WCODE_SIM_0001]]></WelcomeCode></xml>'

export const vectors = {
  A: {
    secrets: official,
    timestamp: '1409659589',
    nonce: '263014780',
    encrypt: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    message: '1616140317555161061',
  },
  B: {
    secrets: official,
    timestamp: '1409659813',
    nonce: '1372623149',
    encrypt:
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
    signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    message: null,
  },
  C: {
    secrets: own,
    timestamp: '1700000000',
    nonce: 'nonce123',
    encrypt: '1cdl0P8/syfHVd4zHv2lXUGRoWKNeyNWoz73sqIZ1UtkwK9nJOxGEiRzixLSZr8upDo8Qxqxcaz7mc9unkGPzw==',
    signature: '64bee8d1df727bbe9657a4334738248c43589f35',
    message: '1616140317555161061',
  },
  D: {
    secrets: own,
    timestamp: '1700000000',
    nonce: 'nonce123',
    encrypt:
      '1cdl0P8/syfHVd4zHv2lXRgh+uLHURXZFPppwQuzb51HAgAKt1uvCq3ce7alSAGvhY+BvQdR+DvTCr5f+QFAPrtbEuTsVAdQgytBxHA2qy1CbhDSj4dEZNIydI+RqEvUsTLe3BMXoT5pFs8W6NfNroGgLzQMTzBEEDjbwRdE9lkTpDqHOHdIE2Y1Yp6/sxUhQttYDr0gvCccUdPICSUivRotQQ5dv1lq0K/xfwLnrr1qTFM/8WmjRHlsiiQbkxq4Skg44ayw04QVveHeQCthzWYUUEGgbSQG8zP1yC6iYxYmmWkQwZq/3FUIRQhWI4TEtOUCqoyyqKkez2ZlbXosfvVzww0v79V80G3nwyGqcet9uPNehaHu1FLJh2ONcjF1szW8BXpXCONx1ZW6jKFPnCd7OhfwA9HBR61DYk/aeKp7mhJZsW1hbDOg+LOsa4Lqr03pNABippDueLIomsNAAUK0dbOvnRhK3m7580UTNfO4QQXGAACgWHO9h3vzM7ePg48NNnb124FBgCI1lUHCxxJxp5ceEgKyPG8EUoJ5WD5Inhlzlpe32F1JbQTRqCtqX3rjtEYwm22koz5Qd+BTQmWoAvAhVdLmL2pOLwUF9hw6ivaozU4MG0Dw38FvkMG0Romb6FzN7MHwb5NoxxOfAMez0Tp2IatvnlRuIVw2dbIXW4RtPyzxTVYcyq3yXdC4SvhlI3MmBy9e62g/6O37qw==',
    signature: '6ed1a8e5e80291c18f750cc11e8bfb0d53fec1f5',
    message: addedXml,
  },
  E: {
    secrets: own,
    timestamp: '1700000000',
    nonce: 'nonce123',
    encrypt:
      '1cdl0P8/syfHVd4zHv2lXW8jPKlWIXIT+mBEw73Vvcx9NUws3Xx5rYnrksJfywweymCVOogW51cKMb0g1M2GbrIuSj7CxY2qMtsWSi6yEr9Vs2Nzujqsb9EsRDuV1DJW',
    signature: 'f61ee60c51b8a7d9159515e8546e8fb6344c94f7',
    message: '<xml><Content><![CDATA[你好，世界]]></Content></xml>',
  },
}
