/** `posthorn config`: every setting with its value, its default and its help; secrets only as set. */
import { describeConfig, readConfig } from '../config.ts'

type Environment = Readonly<Record<string, string | undefined>>

export function printConfig(environment: Environment, isJson: boolean): void {
  const described = describeConfig(environment)
  const read = readConfig(environment)
  if (isJson) {
    process.stdout.write(`${JSON.stringify(described, null, 2)}\n`)
  } else {
    for (const setting of described) {
      const value = setting.value ?? '(unset)'
      const origin = setting.isDefault ? 'default' : 'set'
      process.stdout.write(`${setting.name}=${value}   # ${origin}; ${setting.bound}\n`)
      process.stdout.write(`    ${setting.help}\n`)
    }
  }
  if (read.kind === 'refused') {
    for (const fault of read.faults) process.stderr.write(`posthorn: ${fault}\n`)
    process.exitCode = 2
  }
}
