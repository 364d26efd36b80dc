/** The node is on another chain than the deployment. */
export class ChainIdError extends Error {
  override name = "ChainIdError";

  constructor(expected: number) {
    super(`The node is not on chain ${expected}. Give the indexer a node of the chain that the deployment is on.`);
  }
}
