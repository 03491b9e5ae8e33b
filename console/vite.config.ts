/** How the console becomes static files: everything bundled, nothing inlined that the policy forbids. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The service that `vite dev` shows the console of. */
const service = process.env['POSTHORN_URL'] ?? 'http://127.0.0.1:8400'

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    target: 'es2022',
    // A data: URL would need a hole in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
  },
  server: { proxy: { '/v1': service, '/api': service } },
})
