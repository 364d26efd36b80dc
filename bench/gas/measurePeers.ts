import { readFile } from "node:fs/promises";
import { id } from "ethers";
import type { GasBench } from "./createGasBench.ts";

const modules = new URL("../../node_modules/", import.meta.url);
const EAS = "@ethereum-attestation-service/eas-contracts/artifacts/contracts";
const SPLITTER = "@openzeppelin/contracts-v4/build/contracts/PaymentSplitter.json";

/** What others' contracts cost, as their authors compiled them, on the chain that ours are measured on. */
export async function measurePeers(bench: GasBench): Promise<Record<string, number>> {
  const { ethers, gasOf, people } = bench;
  const deploy = async (path: string, args: unknown[]) => {
    const { abi, bytecode } = JSON.parse(await readFile(new URL(path, modules), "utf8"));
    const contract = await new ethers.ContractFactory(abi, bytecode, people.creator).deploy(...args);
    await contract.waitForDeployment();
    return new ethers.Contract(await contract.getAddress(), abi, people.creator);
  };

  const schemas = await deploy(`${EAS}/SchemaRegistry.sol/SchemaRegistry.json`, []);
  const eas = await deploy(`${EAS}/EAS.sol/EAS.json`, [await schemas.getAddress()]);
  const easTimestamp = await gasOf(eas.getFunction("timestamp")(id("one")));
  // Of a thousand, 682 fit under the limit of a transaction.
  const hundreds = Array.from({ length: 500 }, (_, i) => id(`item ${i}`));
  const easMultiTimestamp = (await gasOf(eas.getFunction("multiTimestamp")(hundreds))) / 500;

  const payees = [await people.holder.getAddress(), await people.second.getAddress()];
  const splitter = await deploy(SPLITTER, [payees, [60, 40]]);
  const pay = () => people.buyer.sendTransaction({ to: splitter, value: 1_000_000n });
  const release = () => splitter.getFunction("release(address)")(payees[0]);
  const splitterPay = await gasOf(pay() as ReturnType<typeof release>);
  const splitterClaimFirst = await gasOf(release());
  await (await pay()).wait();
  const splitterClaimRepeat = await gasOf(release());

  const collectible = await ethers.deployContract("PlainCollectible");
  const mint = (to: typeof people.creator, tokenId: number) => collectible.getFunction("mint")(to, tokenId);
  await (await mint(people.stranger, 1)).wait();
  const erc721MintFirst = await gasOf(mint(people.creator, 2));
  const erc721MintLater = await gasOf(mint(people.creator, 3));

  return {
    easTimestamp,
    easMultiTimestampPerItem500: easMultiTimestamp,
    splitterPay,
    splitterClaimFirst,
    splitterClaimRepeat,
    erc721MintFirst,
    erc721MintLater,
  };
}
