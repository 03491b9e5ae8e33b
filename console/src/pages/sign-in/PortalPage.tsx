/**
 * Where a portal link leads: its token is exchanged for a session, and the tenant's pages open. Who
 * is signed in already is asked first.
 */
import { Alert, Button, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { sessionQuery } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { homeOf } from '../../shell/places.ts'
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
  const session = useQuery(sessionQuery)
  const [isWanted, setWanted] = useState(false)
  // Whoever made somebody open a link must not have put them into another session unseen.
  const isFree = isWanted || session.data === null || session.isError
  const isAsked = useRef(false)
  useEffect(() => {
    // The link works once: it must not be shown to the server twice.
    if (link === null || !isFree || isAsked.current) return
    isAsked.current = true
    mutate({ link_token: link.token })
  }, [link, isFree, mutate])
  if (link !== null && !isFree && session.data != null) {
    return (
      <Door title={t('portalAsk')}>
        <Stack>
          <Text>{t('portalReplaces', { name: session.data.name })}</Text>
          <Button onClick={() => setWanted(true)}>{t('portalOpen')}</Button>
          <Button component={Link} to={homeOf(session.data)} variant="default">
            {t('portalStay')}
          </Button>
        </Stack>
      </Door>
    )
  }
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
