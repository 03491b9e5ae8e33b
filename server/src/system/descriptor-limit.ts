/** How many files and connections the system lets this process have open at a time. */
import { readFileSync } from 'node:fs'

/** Null where there is no such limit, or none that can be read. */
export function readDescriptorLimit(): number | null {
  return limitOfLinux() ?? limitOfReport()
}

function limitOfLinux(): number | null {
  try {
    const [, soft] = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? []
    return soft === undefined ? null : Number(soft)
  } catch {
    return null
  }
}

/** The report knows it on every Unix, and takes longer. */
function limitOfReport(): number | null {
  const { userLimits } = process.report.getReport() as {
    userLimits?: { open_files?: { soft?: number | string } }
  }
  const soft = userLimits?.open_files?.soft
  return typeof soft === 'number' ? soft : null
}
