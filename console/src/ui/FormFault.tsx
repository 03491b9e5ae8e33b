/** Why a form was refused, where no field of it is to blame alone; read aloud when it appears. */
import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'

export function FormFault({ children }: { readonly children: ReactNode }) {
  return (
    <Alert variant="outline" color="red" role="alert">
      {children}
    </Alert>
  )
}
