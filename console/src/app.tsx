/** What all pages stand in: colours and direction, the cache of answers, the map of the product. */
import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { onSessionEnd } from './api/client.ts'
import { queryClient } from './query-client.ts'
import { router } from './routes.tsx'
import { directionOf } from './text/preferences.ts'
import { useLanguage } from './text/texts.ts'
import { styleNonce } from './ui/style-nonce.ts'
import { cssVariables, theme } from './ui/theme.ts'
import { Toasts } from './ui/Toasts.tsx'

export function App() {
  const direction = directionOf(useLanguage())
  useEffect(() => {
    onSessionEnd(() => {
      queryClient.setQueryData(['session'], null)
      const { href } = router.state.location
      void router.navigate({ to: '/sign-in', search: { next: href, ended: '1' } })
    })
  }, [])
  return (
    // Its own effect reads the document's direction once; a new key follows the language.
    <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        getStyleNonce={styleNonce}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <Toasts />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}
