/** What the pages before the sign-in stand in. */
import { Box, Group, Paper, Stack, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import horn from '../../ui/horn.svg'
import { Choices } from '../../shell/PreferencesMenu.tsx'

export function Door(props: { readonly title: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = `${props.title} · Posthorn`
  }, [props.title])
  return (
    <Box component="main" mih="100vh" style={{ display: 'grid', placeItems: 'center' }} p="md">
      <Stack w="100%" maw={420}>
        <Group gap="sm" justify="center">
          <img src={horn} width={40} height={40} alt="" />
          <Title order={1} size="h2">
            Posthorn
          </Title>
        </Group>
        <Paper withBorder shadow="sm" p="lg">
          <Title order={2} size="h3" mb="md">
            {props.title}
          </Title>
          {props.children}
        </Paper>
        <Paper withBorder p="md">
          <Stack gap="xs">
            <Choices />
          </Stack>
        </Paper>
      </Stack>
    </Box>
  )
}
