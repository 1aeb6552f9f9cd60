export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** The pages bring their own style and nothing else; the policy of an app around them is not made for that. */
export const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'"

/** A page in the plain manner of the platform's own. */
export function platformPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
body{margin:0;font:15px/1.6 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;color:#1f2329;background:#f5f6f8}
main{max-width:340px;margin:12vh auto 0;padding:28px;background:#fff;border-radius:10px;box-shadow:0 1px 3px #0002}
h1{margin:0 0 8px;font-size:18px}
p{margin:0 0 16px;color:#5c6370}
a{display:block;margin-top:8px;padding:9px 14px;border-radius:6px;background:#eef2fb;color:#1d4fb8;text-decoration:none}
a:hover,a:focus{background:#dbe6fb}
small{color:#69707d}
</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`
}

export function refusalPage(errcode: number, reason: string): string {
  return platformPage('无法登录', `<p>${escapeHtml(reason)}</p><small>错误码 ${errcode}</small>`)
}
