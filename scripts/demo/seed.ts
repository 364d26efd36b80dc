import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDeployment, quoteDocumentOf } from "@colophon/sdk";
import { getAddress } from "viem";
import { buyLicence } from "./buyLicence.ts";
import { catalogue } from "./catalogue.ts";
import { connectPeople } from "./connectPeople.ts";
import { liveALittle } from "./liveALittle.ts";
import { makeFiles } from "./makeFiles.ts";
import { offerOf } from "./offerOf.ts";
import { type PreparedWork, prepareWork } from "./prepareWork.ts";
import { quoteForMaya } from "./quoteForMaya.ts";
import { recordWork } from "./recordWork.ts";

/** What the quote for Maya Chen is called in the folder. */
const quoteFile = "for-maya-chen.colophon-quote.json";

export type SeedParameters = {
  rpcUrl: string;
  /** What deployments/31337.json holds. */
  deployment: unknown;
  /** The play money, which anybody can make. */
  token: { address: string };
  /** Where public files go. */
  store: { put: (bytes: Uint8Array) => Promise<unknown> };
  /** Where the files of the works and their openings are left, for people to try things with. */
  folder?: string;
};

/**
 * Loads the demo catalogue into a local chain and its content store. What is there already is left as it is, so it
 * may run any number of times, and goes on where it was interrupted. On any other chain it does nothing and throws.
 */
export async function seed({ rpcUrl, token, store, folder, ...given }: SeedParameters): Promise<PreparedWork[]> {
  const chain = await connectPeople(rpcUrl);
  const deployment = parseDeployment(given.deployment);
  if (deployment.chainId !== 31337) {
    throw new Error(`The deployment is of chain ${deployment.chainId}, not of the local one. Nothing was sent.`);
  }
  const currency = getAddress(token.address);
  const works: PreparedWork[] = [];
  for (const work of catalogue) {
    const made = await makeFiles(work, folder);
    const { madeUnder } = work;
    const source = madeUnder && offerOf(works, madeUnder.slug, madeUnder.key);
    const sources = source ? [(await buyLicence(chain, deployment, work.claimant, source)).licence] : [];
    const prepared = await prepareWork(work, made, { deployment, token: currency, sources });
    for (const bytes of prepared.published) await store.put(bytes);
    const opening = await recordWork(chain, deployment, prepared);
    if (folder) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${work.slug}.colophon.json`), `${JSON.stringify(opening, null, 2)}\n`);
    }
    works.push(prepared);
  }
  await liveALittle(chain, deployment, works, currency);
  if (folder) {
    const quote = await quoteForMaya(deployment, works, currency);
    await writeFile(join(folder, quoteFile), `${quoteDocumentOf(quote)}\n`);
  }
  return works;
}
