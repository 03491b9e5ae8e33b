/** The entry point: styles, then the app in the one place the page has for it. */
import '@mantine/core/styles.css'
import './ui/base.css'
import './ui/parts.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { setStyleNonce } from './ui/style-nonce.ts'

setStyleNonce()
const place = document.getElementById('root')
if (place === null) throw new Error('the page has no place for the app')
createRoot(place).render(<App />)
