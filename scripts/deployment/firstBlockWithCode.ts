import type { Provider } from "ethers";

/** The block that brought the code at an address, or undefined if the node does not keep old states. */
export async function firstBlockWithCode(provider: Provider, address: string): Promise<number | undefined> {
  try {
    let without = -1;
    let having = await provider.getBlockNumber();
    while (having - without > 1) {
      const middle = Math.floor((having + without) / 2);
      if ((await provider.getCode(address, middle)) === "0x") without = middle;
      else having = middle;
    }
    return having;
  } catch {
    return undefined;
  }
}
