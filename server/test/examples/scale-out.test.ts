/** What `examples/scale-out` says of the service is true of it: settings, names, ports, paths, times. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pino } from 'pino'
import { type Config, readConfig } from '../../src/config.ts'
import { nodeOf } from '../../src/open-node.ts'
import { startServer } from '../world/running-server.ts'
import {
  manifestFiles,
  readAssignments,
  readCompose,
  readDockerStages,
  readExample,
  readKustomization,
  readManifests,
  repository,
  type Yaml,
} from './scale-out-files.ts'

/** What somebody filled in who followed the words beside each name. */
const secrets = {
  POSTHORN_STORE: 'postgres://posthorn:password@postgres:5432/posthorn',
  POSTHORN_OPERATOR_KEY: 'a'.repeat(64),
  POSTHORN_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
}
const closingSeconds = 10
const allRoles = ['api', 'maintenance', 'worker']

interface Node {
  readonly name: string
  readonly environment: Record<string, string>
  /** Between the request to stop and the end by force. */
  readonly graceSeconds: number
  /** Before the process itself is asked. */
  readonly beforeStopSeconds: number
}

for (const [where, nodesOf] of [
  ['compose.yaml', composeNodes],
  ['the manifests', kubernetesNodes],
] as const) {
  test(`${where}: every node has settings that a start takes, a name of its own and enough time to stop`, () => {
    const nodes = nodesOf()
    const configs = nodes.map(({ environment }) => startable(environment))
    for (const [index, { name, graceSeconds, beforeStopSeconds }] of nodes.entries()) {
      const neededSeconds = beforeStopSeconds + configs[index]!.shutdownSeconds + closingSeconds
      assert.ok(graceSeconds >= neededSeconds, `${name} has ${graceSeconds} of ${neededSeconds} s`)
    }
    assert.equal(new Set(configs.map(({ node }) => node)).size, nodes.length)
    const roles = new Set(configs.flatMap((config) => config.roles))
    assert.deepEqual([...roles].sort(), allRoles)
    const times = configs.map((config) => `${config.leaseSeconds} ${config.heartbeatSeconds}`)
    assert.equal(new Set(times).size, 1, times.join(', '))
  })
}

test('the secrets, as they are handed out, are refused by a start, every one of them', () => {
  const assignments = readAssignments(readExample('secrets.env.example').split('\n'))
  assert.deepEqual(Object.keys(assignments).sort(), Object.keys(secrets).sort())
  const read = readConfig(assignments)
  assert.equal(read.kind, 'refused')
  assert.equal(read.kind === 'refused' && read.faults.length, Object.keys(secrets).length)
})

test('the variables that Kubernetes makes for the Services stop no start', () => {
  const services = readManifests().filter(({ kind }) => kind === 'Service')
  const variables = services
    .filter(({ spec }) => spec.clusterIP !== 'None')
    .flatMap(({ metadata, spec }) => {
      const prefix = String(metadata.name).toUpperCase().replaceAll('-', '_')
      const port = String(spec.ports[0].port)
      return [
        [`${prefix}_SERVICE_HOST`, '10.0.0.1'],
        [`${prefix}_SERVICE_PORT`, port],
        [`${prefix}_SERVICE_PORT_HTTP`, port],
        [`${prefix}_PORT`, `tcp://10.0.0.1:${port}`],
        [`${prefix}_PORT_${port}_TCP_ADDR`, '10.0.0.1'],
      ]
    })
  assert.ok(variables.length > 0)
  startable({ ...kubernetesNodes()[0]!.environment, ...Object.fromEntries(variables) })
})

test('what is probed, from outside and inside of a container, is answered by a service', async (t) => {
  const server = await startServer(t)
  const containers = workloads().map(({ spec }) => spec.template.spec.containers[0])
  const probed = containers.flatMap((container) =>
    ['startupProbe', 'readinessProbe', 'livenessProbe'].map((name) => container[name].httpGet.path),
  )
  const asked = ['Dockerfile', 'compose.yaml'].flatMap((name) =>
    [...readExample(name).matchAll(/127\.0\.0\.1:8400(\/[a-z]+)/g)].map(([, path]) => path!),
  )
  assert.deepEqual(new Set([...probed, ...asked]), new Set(['/healthz', '/readyz']))
  for (const path of [...probed, ...asked]) {
    assert.equal((await server.call('GET', path, { key: null })).status, 200, path)
  }
  for (const container of containers) {
    assert.equal(container.livenessProbe.httpGet.path, '/healthz', 'an outage restarts nothing')
  }
})

test('ports, selectors and files of the manifests fit together', () => {
  const all = readManifests()
  const pods = workloads().map(({ spec }) => spec.template)
  for (const { metadata, spec } of workloads()) {
    assert.deepEqual(spec.selector.matchLabels, spec.template.metadata.labels, metadata.name)
  }
  for (const { kind, metadata, spec } of all.filter(({ spec: any }) => any !== undefined)) {
    const selector = { Service: spec.selector, NetworkPolicy: spec.podSelector?.matchLabels }
    const labels = kind in selector ? selector[kind as 'Service'] : spec.selector.matchLabels
    assert.ok(
      pods.some((pod) => isWithin(labels, pod.metadata.labels)),
      `${kind} ${metadata.name} selects nobody`,
    )
  }
  for (const pod of pods) {
    const [{ name, containerPort }] = pod.spec.containers[0].ports
    assert.deepEqual([name, containerPort], ['http', listenPort()])
  }
  assert.deepEqual(new Set(readKustomization().resources), new Set(manifestFiles()))
})

test('no container runs as root, with a right of its own or on files that it can change', () => {
  for (const { metadata, spec } of workloads()) {
    const { securityContext, containers } = spec.template.spec
    assert.ok(securityContext.runAsNonRoot, metadata.name)
    assert.deepEqual(containers[0].securityContext, {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    assert.equal(`${securityContext.runAsUser}:${securityContext.runAsGroup}`, dockerUser())
  }
  for (const service of composeServices()) {
    assert.deepEqual([service.read_only, service.cap_drop], [true, ['ALL']])
  }
})

test('what the image copies is all that a start needs', () => {
  const [packages = [], image = []] = readDockerStages()
  const copied = [...packages, ...image]
    .filter(({ name, words }) => name === 'COPY' && !words.startsWith('--from'))
    .map(({ words }) => words.split(' '))
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-image-'))
  try {
    for (const words of copied) {
      const target = words.at(-1)!
      for (const source of words.slice(0, -1)) {
        const path = join(repository, source)
        assert.ok(existsSync(path), `${source} is not there`)
        const isFolder = source.endsWith('/')
        cpSync(path, join(folder, target, isFolder ? '' : source.split('/').at(-1)!), {
          recursive: true,
        })
      }
    }
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
    const entry = image.find(({ name }) => name === 'ENTRYPOINT')!
    const [, ...parameters] = JSON.parse(entry.words) as string[]
    const started = spawnSync(process.execPath, [...parameters, 'config'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...dockerEnvironment(), ...secrets },
    })
    assert.equal(started.status, 0, started.stderr)
    assert.match(started.stdout, /POSTHORN_LISTEN/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the image says the port it listens on and the settings it has are some', () => {
  const image = readDockerStages().at(-1)!
  const exposed = image.find(({ name }) => name === 'EXPOSE')?.words
  assert.equal(Number(exposed), listenPort())
  startable({ ...dockerEnvironment(), ...secrets })
  assert.notEqual(dockerUser().split(':')[0], '0')
})

/** The settings as a start reads them; fails with its words where it would refuse them. */
function startable(environment: Record<string, string>): Config {
  const read = readConfig(environment)
  if (read.kind === 'refused') assert.fail(read.faults.join('\n'))
  nodeOf(read.config, pino({ enabled: false }), undefined)
  return read.config
}

function composeServices(): readonly Yaml[] {
  const services: Record<string, Yaml> = readCompose().services
  return Object.values(services).filter(({ image }) => image === 'posthorn')
}

function composeNodes(): readonly Node[] {
  return composeServices().map(({ environment, stop_grace_period: grace, env_file: file }) => {
    assert.equal(file, 'secrets.env')
    return {
      name: environment.POSTHORN_NODE,
      environment: { ...dockerEnvironment(), ...secrets, ...environment },
      graceSeconds: seconds(grace),
      beforeStopSeconds: 0,
    }
  })
}

function workloads(): readonly Yaml[] {
  return readManifests().filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
}

/** One pod of each workload. */
function kubernetesNodes(): readonly Node[] {
  const { configMapGenerator, secretGenerator } = readKustomization()
  const [{ name: mapName, literals }] = configMapGenerator
  assert.deepEqual(secretGenerator, [{ name: mapName, envs: ['secrets.env'] }])
  return workloads().map(({ metadata, spec }) => {
    const pod = spec.template.spec
    const [{ env, envFrom, lifecycle }] = pod.containers
    assert.deepEqual(envFrom, [
      { configMapRef: { name: mapName } },
      { secretRef: { name: mapName } },
    ])
    const own = (env as Yaml[]).map(({ name, value, valueFrom }) => [
      name,
      value ?? (assert.equal(valueFrom.fieldRef.fieldPath, 'metadata.name'), podName(metadata)),
    ])
    return {
      name: metadata.name,
      environment: {
        ...dockerEnvironment(),
        ...readAssignments(literals),
        ...secrets,
        ...Object.fromEntries(own),
      },
      graceSeconds: pod.terminationGracePeriodSeconds,
      beforeStopSeconds: lifecycle?.preStop.sleep.seconds ?? 0,
    }
  })
}

/** As long as a Deployment makes them. */
function podName({ name }: Yaml): string {
  return `${name}-5d8f7c9b6d-x7k2p`
}

function dockerEnvironment(): Record<string, string> {
  const image = readDockerStages().at(-1)!
  const words = image.filter(({ name }) => name === 'ENV').flatMap((step) => step.words.split(' '))
  return readAssignments(words)
}

function dockerUser(): string {
  return readDockerStages()
    .at(-1)!
    .find(({ name }) => name === 'USER')!.words
}

function listenPort(): number {
  return startable({ ...dockerEnvironment(), ...secrets }).listen.port
}

function isWithin(part: Record<string, string>, whole: Record<string, string>): boolean {
  return Object.entries(part).every(([name, value]) => whole[name] === value)
}

function seconds(text: string): number {
  const [, number] = /^(\d+)s$/.exec(text) ?? []
  return Number(number)
}
