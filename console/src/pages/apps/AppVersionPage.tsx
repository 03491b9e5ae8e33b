/** The configuration of an app: its versions, where they stand, and the settings of one of them. */
import { Alert, Button, Group, Menu, Tabs } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useBlocker, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { call, client, type Tagged } from '../../api/client.ts'
import { mayManage, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { useNamed, useSearch } from '../../search.ts'
import { useTexts } from '../../text/texts.ts'
import { Icon } from '../../ui/Icon.tsx'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { Failed, Loading } from '../../ui/states.tsx'
import { toast } from '../../ui/Toasts.tsx'
import {
  type App,
  type AppVersion,
  environmentNames,
  environments,
  useApp,
  useAppChanged,
  useVersion,
  useVersions,
} from './app-data.ts'
import { AppFrame } from './AppFrame.tsx'
import { Authentication } from './Authentication.tsx'
import { ChangeLog } from './ChangeLog.tsx'
import { Decision } from './Decision.tsx'
import { LabelDialog } from './LabelDialog.tsx'
import { RequestDialog } from './RequestDialog.tsx'
import { SaveConflict } from './SaveConflict.tsx'
import { StateChangeSection } from './StateChangeSection.tsx'
import { useSectionForm } from './use-section-form.ts'
import { VersionsTable } from './VersionsTable.tsx'
import { versionTexts } from './version-texts.ts'

export function AppVersionPage() {
  const appId = useNamed('appId')
  const number = useNamed('version')
  const [app, versions, version] = [
    useApp(appId),
    useVersions(appId),
    useVersion(appId, number),
  ] as const
  const failed = [app, versions, version].find(({ isError }) => isError)
  if (failed?.error != null) {
    return <Failed error={failed.error} onRetry={() => void failed.refetch()} />
  }
  if (!app.isSuccess || !versions.isSuccess || !version.isSuccess) return <Loading />
  return (
    <AppFrame app={app.data.value} part="configuration" version={number}>
      <Configuration
        key={`${appId}/${number}`}
        app={app.data.value}
        versions={versions.data}
        version={version.data}
        readAgain={() => version.refetch()}
      />
    </AppFrame>
  )
}

interface Shown {
  readonly app: App
  readonly versions: readonly AppVersion[]
  readonly version: Tagged<AppVersion>
  readonly readAgain: () => Promise<unknown>
}

function Configuration({ app, versions, version, readAgain }: Shown) {
  const t = useTexts(versionTexts)
  const [search, change] = useSearch()
  const may = mayManage(useSession())
  const changed = useAppChanged(app.id)
  const { value } = version
  const form = useSectionForm(version, {
    onSaved: async () => {
      toast('good', t('saved'))
      await changed()
    },
    onConflict: readAgain,
  })
  const blocker = useBlocker({
    // The tabs of the page keep what was typed.
    shouldBlockFn: ({ current, next }) => form.isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => form.isDirty,
    withResolver: true,
  })
  const waiting = environments.filter(
    (environment) => value.environments[environment]?.state === 'requested',
  )
  return (
    <>
      <VersionsTable versions={versions} current={value.version} />
      <Actions app={app} version={version} isDirty={form.isDirty} />
      {waiting.map((environment) => (
        <Decision
          key={environment}
          app={app}
          version={version}
          environment={environment}
          onDone={changed}
        />
      ))}
      {waiting.length === 0 && <StandingNotes version={value} />}
      {form.conflict !== null && (
        <SaveConflict
          theirs={form.conflict}
          mine={form.section}
          version={value}
          isBusy={form.isSaving}
          onKeepMine={form.saveOver}
          onTakeTheirs={form.discard}
        />
      )}
      <Tabs
        keepMounted={false}
        value={search['tab'] ?? 'integration'}
        onChange={(tab) => change({ tab: tab === 'integration' || tab === null ? undefined : tab })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="authentication">{t('authentication')}</Tabs.Tab>
          <Tabs.Tab value="integration">{t('integrationSettings')}</Tabs.Tab>
          <Tabs.Tab value="changes">{t('changeLog')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="authentication">
          <Authentication app={app} />
        </Tabs.Panel>
        <Tabs.Panel value="integration">
          <StateChangeSection form={form} isDisabled={!may || value.is_locked} />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <ChangeLog version={value} />
        </Tabs.Panel>
      </Tabs>
      <LeaveGuard
        isOpen={blocker.status === 'blocked'}
        onLeave={() => blocker.proceed?.()}
        onStay={() => blocker.reset?.()}
      />
    </>
  )
}

/** Why it cannot be edited, or what became of it, in words. */
function StandingNotes({ version }: { readonly version: AppVersion }) {
  const t = useTexts(versionTexts)
  const rejected = environments.flatMap((environment) => {
    const standing = version.environments[environment]
    return standing?.state === 'rejected' ? [{ environment, reason: standing.reason ?? '' }] : []
  })
  return (
    <>
      {rejected.map(({ environment, reason }) => (
        <Alert
          key={environment}
          variant="outline"
          color="red"
          title={t('rejectedTitle', { environment: environmentNames[environment] })}
        >
          <span dir="auto">{reason}</span>
        </Alert>
      ))}
      {version.is_locked && (
        <Alert variant="outline" color="ink" title={t('lockedTitle')}>
          {t('lockedText')}
        </Alert>
      )}
    </>
  )
}

type Dialog = 'request' | 'new' | 'rename'

function Actions(props: {
  readonly app: App
  readonly version: Tagged<AppVersion>
  readonly isDirty: boolean
}) {
  const t = useTexts(versionTexts)
  const router = useRouter()
  const { app, isDirty } = props
  const { value: version, etag } = props.version
  const changed = useAppChanged(app.id)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = (): void => setDialog(null)
  const make = useMutation({
    mutationFn: (label: string) =>
      call(
        client.POST('/v1/apps/{appId}/versions', {
          params: { path: { appId: app.id } },
          body: { label, from: version.version },
        }),
      ),
    onSuccess: async (made) => {
      await changed()
      close()
      await router.navigate({ to: paths.appVersion(app.id, String(made.version)) })
    },
  })
  const rename = useMutation({
    mutationFn: (label: string) =>
      call(
        client.PATCH('/v1/apps/{appId}/versions/{version}', {
          params: {
            path: { appId: app.id, version: String(version.version) },
            header: { 'if-match': etag },
          },
          body: { label },
        }),
      ),
    onSuccess: async () => {
      await changed()
      close()
    },
  })
  if (!mayManage(useSession())) return null
  return (
    <Group gap="sm">
      <Button disabled={isDirty} onClick={() => setDialog('request')}>
        {t('requestToPublish')}
      </Button>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="down" size={14} />}>
            {t('moreVersions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDialog('new')}>{t('addNewConfiguration')}</Menu.Item>
          <Menu.Item disabled={version.is_locked || isDirty} onClick={() => setDialog('rename')}>
            {t('rename')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isDirty && <span style={{ fontSize: 14 }}>{t('saveFirst')}</span>}
      {dialog === 'request' && (
        <RequestDialog
          app={app}
          version={version}
          etag={etag}
          onDone={() => void changed()}
          onClose={close}
        />
      )}
      {dialog === 'new' && (
        <LabelDialog
          title={t('addNewConfiguration')}
          lead={t('newLead', { label: version.label })}
          label=""
          isBusy={make.isPending}
          error={make.error}
          onSubmit={make.mutate}
          onClose={close}
        />
      )}
      {dialog === 'rename' && (
        <LabelDialog
          title={t('rename')}
          lead={t('renameLead')}
          label={version.label}
          isBusy={rename.isPending}
          error={rename.error}
          onSubmit={rename.mutate}
          onClose={close}
        />
      )}
    </Group>
  )
}
