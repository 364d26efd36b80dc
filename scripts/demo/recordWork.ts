import {
  batchCall,
  type Call,
  type Deployment,
  defineTermsCall,
  licencesAbi,
  type Opening,
  publishOfferCall,
  readStamp,
  registerCall,
  stampCall,
  worksAbi,
} from "@colophon/sdk";
import type { DemoChain } from "./connectPeople.ts";
import type { PreparedWork } from "./prepareWork.ts";

/** Stamps a work, registers it in a later block and publishes its offers, as far as that was not done before. */
export async function recordWork(chain: DemoChain, deployment: Deployment, work: PreparedWork): Promise<Opening> {
  const { client, send } = chain;
  const { works, licences } = deployment.contracts;
  const { opening, claimant } = work;

  const known = await readStamp({ client, deployment }, opening.commitment);
  if (known.status === "unknown") throw known.cause;
  if (known.status === "not-found") await send(claimant, stampCall(deployment, opening));
  const stamp = known.status === "found" ? known : await readStamp({ client, deployment }, opening.commitment);
  if (stamp.status !== "found") throw new Error(`The stamp of ${work.slug} is not on the chain.`);

  const isRegistered = await client.readContract({
    ...works,
    abi: worksAbi,
    functionName: "isRegistered",
    args: [work.id],
  });
  const steps: Call[] = isRegistered ? [] : [registerCall(deployment, work)];
  const controller = isRegistered
    ? await client.readContract({ ...works, abi: worksAbi, functionName: "ownerOf", args: [work.id] })
    : claimant.account.address;
  for (const { id, offer, terms } of work.offers) {
    const [state] = await client.readContract({ ...licences, abi: licencesAbi, functionName: "offerOf", args: [id] });
    // Whoever got the work since then decides about its offers.
    if (state !== 0 || controller !== claimant.account.address) continue;
    steps.push(defineTermsCall(deployment, { terms }), publishOfferCall(deployment, { offer }));
  }
  if (steps.length > 0) await send(claimant, batchCall(deployment, steps));

  const { transaction, block, time } = stamp.value.at;
  return { ...opening, stamp: { transaction, block, time } };
}
