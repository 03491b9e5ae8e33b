import { keyMakerContract } from '../../../test/contract/key-maker-contract.ts'
import { createKeyMaker } from './key-maker.ts'

keyMakerContract(createKeyMaker)
