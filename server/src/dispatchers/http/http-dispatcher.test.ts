import { dispatcherContract } from '../../../test/contract/dispatcher-contract.ts'
import { createHttpDispatcher } from './http-dispatcher.ts'

dispatcherContract('http', {
  open: () =>
    createHttpDispatcher({
      allowTargets: ['127.0.0.1'],
      allowHttp: true,
      extraCaPem: null,
      replyBytesMax: 64 * 1024,
      idleSocketsMax: 100,
    }),
})
