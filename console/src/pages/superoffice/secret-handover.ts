/**
 * A secret on its way from the page where it was made to the page that opens after saving. It is in
 * memory alone and can be taken once: an address or a store of the browser would keep it.
 */
let handed: { readonly webhookId: number; readonly secret: string } | null = null

export function handOverSecret(webhookId: number, secret: string): void {
  handed = { webhookId, secret }
}

export function takeSecret(webhookId: string): string | null {
  const taken = handed
  handed = null
  return taken !== null && String(taken.webhookId) === webhookId ? taken.secret : null
}
