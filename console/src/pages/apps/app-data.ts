/** What the pages of an app read, and how they say that something of it has changed. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call, callTagged, client, type Schemas } from '../../api/client.ts'
import { readNewestFirst } from '../../api/pages.ts'

export type App = Schemas['App']
export type AppVersion = Schemas['AppVersion']
export type AppVersionSave = Schemas['AppVersionSave']
export type Section = AppVersion['customer_state_change']
export type EndpointValue = Section['common']
export type Standing = NonNullable<AppVersion['environments']['sod']>

export const environments = ['sod', 'stage', 'production'] as const
export type Environment = (typeof environments)[number]

/** What the portal that these pages are like calls them, in every language. */
export const environmentNames = { sod: 'SOD', stage: 'Stage', production: 'Production' } as const

/** As many as an app may have. */
const versionsMax = 1_000
/** A change log that is longer shows its first part; nobody has come near. */
const savesMax = 1_000

export function useApp(appId: string) {
  return useQuery({
    queryKey: ['app', appId, 'app'],
    queryFn: () => callTagged(client.GET('/v1/apps/{appId}', { params: { path: { appId } } })),
  })
}

export function useVersions(appId: string) {
  return useQuery({
    queryKey: ['app', appId, 'versions'],
    queryFn: () =>
      readNewestFirst(versionsMax, (query) =>
        call(client.GET('/v1/apps/{appId}/versions', { params: { path: { appId }, query } })),
      ),
  })
}

export function useVersion(appId: string, version: string) {
  return useQuery({
    queryKey: ['app', appId, 'version', version],
    queryFn: () =>
      callTagged(
        client.GET('/v1/apps/{appId}/versions/{version}', {
          params: { path: { appId, version } },
        }),
      ),
  })
}

export function useSaves(appId: string, version: string) {
  return useQuery({
    queryKey: ['app', appId, 'version', version, 'saves'],
    queryFn: () =>
      readNewestFirst(savesMax, (query) =>
        call(
          client.GET('/v1/apps/{appId}/versions/{version}/saves', {
            params: { path: { appId, version }, query },
          }),
        ),
      ),
  })
}

/** Reads everything of the app again, and the lists that it stands in. */
export function useAppChanged(appId: string): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['app', appId] }),
      queries.invalidateQueries({ queryKey: ['installation', 'apps'] }),
      queries.invalidateQueries({ queryKey: ['partner'] }),
    ])
}
