import { dispatcherContract } from '../../../test/contract/dispatcher-contract.ts'
import { networkDispatcherContract } from '../../../test/contract/network-dispatcher-contract.ts'
import { openScriptedEndpoint } from '../../../test/world/scripted-endpoint.ts'
import { createHttpDispatcher } from './http-dispatcher.ts'

const open = () =>
  createHttpDispatcher({
    allowTargets: ['127.0.0.1'],
    allowHttp: true,
    extraCaPem: null,
    replyBytesMax: 64 * 1024,
    idleSocketsMax: 100,
  })

networkDispatcherContract('http', { open })

dispatcherContract('http', async () => {
  const endpoint = await openScriptedEndpoint()
  const message = { method: 'POST', headers: [] } as const
  return {
    dispatcher: open(),
    isolation: 1,
    echo(text) {
      endpoint.answers(200, { body: (request) => request.body.toString() })
      return { ...message, url: endpoint.origin, body: Buffer.from(text) }
    },
    refused: { ...message, url: 'http://127.0.0.2/', body: Buffer.from('{}') },
    close: () => endpoint.close(),
  }
})
