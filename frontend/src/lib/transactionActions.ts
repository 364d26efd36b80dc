import { estimateContractGas, estimateFeesPerGas, simulateBlocks, simulateContract } from "viem/actions";

/** What a chain is asked before a transaction. Loaded by then: most people only read. */
export const transactionActions = { estimateContractGas, estimateFeesPerGas, simulateBlocks, simulateContract };
