import { brokerContract } from '../../../test/contract/broker-contract.ts'
import { createInProcessBroker } from './in-process-broker.ts'

brokerContract(
  () => Promise.resolve(createInProcessBroker()),
  () => Promise.resolve(),
)
