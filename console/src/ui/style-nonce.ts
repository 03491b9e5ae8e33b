/**
 * The policy lets in no style element without the value that came with this page. Libraries that
 * make some are told it: Mantine by its provider, the one that locks scrolling by this global name.
 */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''
}

export function setStyleNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() })
}
