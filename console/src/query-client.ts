/** One cache of answers for the whole page. */
import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api/problem.ts'

const retriesMax = 2

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What was refused stays refused; only what had no answer, or a fault of ours, is asked again.
      retry: (count, error) =>
        count < retriesMax &&
        !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
})
