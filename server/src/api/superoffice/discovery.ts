/**
 * What a caller learns without a key: which versions of the web API there are and which calls they
 * have (SuperOffice web API documentation, "Get web API version"). The same for every context
 * identifier, so that nobody learns here which tenants exist.
 */
export interface VersionDocument {
  readonly v1: string
  readonly NetServerVersion: string
  readonly NetServerAssembly: string
  readonly NetServerDate: string
  readonly NetServerLabel: string
  readonly NetServer: string
  readonly Services: string
  readonly ServicesCurrent: string
  readonly Version: string
  readonly Documentation: string
}

/** The document of `GET /api`. `base` is the tenant's root, without a slash at its end. */
export function versionDocument(base: string, version: string): VersionDocument {
  return {
    v1: `${base}/api/v1`,
    NetServerVersion: version,
    NetServerAssembly: version,
    NetServerDate: versionDate,
    NetServerLabel: 'Posthorn',
    NetServer: `Posthorn ${version}`,
    Services: 'Services87',
    ServicesCurrent: 'Services88',
    Version: 'v1',
    Documentation: `${base}/api/v1`,
  }
}

/** Release date of the documented version that this API keeps to. */
const versionDate = '2026-06-15T00:00:00'

/** One call as the directory lists it. */
export interface ListedCall {
  readonly method: string
  /** Below `/api/v1`. */
  readonly path: string
  readonly description: string
}

/** The document of `GET /api/v1`: URL → method → description. */
export function callDirectory(
  base: string,
  calls: readonly ListedCall[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const directory: Record<string, Record<string, string>> = {}
  for (const { method, path, description } of calls) {
    const url = `${base}/api/v1/${path}`
    directory[url] = { ...directory[url], [method]: description }
  }
  return directory
}
