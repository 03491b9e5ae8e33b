/** Where a portal link leads: its token is exchanged for a session, and the tenant's pages open. */
import { Alert, Loader, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { paths } from '../../paths.ts'
import { useTexts } from '../../text/texts.ts'
import { Door } from './Door.tsx'
import { Fault } from './SignInPage.tsx'
import { tokenOfHash } from './token-of-hash.ts'
import { signInTexts } from './texts.ts'
import { useSignIn } from './use-sign-in.ts'

export function PortalPage() {
  const t = useTexts(signInTexts)
  const [link] = useState(tokenOfHash)
  const { mutate, error } = useSignIn()
  const isAsked = useRef(false)
  useEffect(() => {
    // The link works once: it must not be shown to the server twice.
    if (link === null || isAsked.current) return
    isAsked.current = true
    mutate({ link_token: link.token })
  }, [link, mutate])
  return (
    <Door title={t('portalTitle')}>
      <Stack>
        {link === null && (
          <Alert variant="outline" color="yellow">
            {t('linkMissing')}
          </Alert>
        )}
        <Fault error={error} />
        {link !== null && error === null && (
          <>
            <Text>{t('portalLead')}</Text>
            <Loader aria-hidden />
          </>
        )}
        {error !== null && <Link to={paths.signIn}>{t('toSignIn')}</Link>}
      </Stack>
    </Door>
  )
}
