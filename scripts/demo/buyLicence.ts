import { approveCall, buyCall, type Deployment, licencesAbi } from "@colophon/sdk";
import { getAbiItem, zeroAddress } from "viem";
import type { DemoChain } from "./connectPeople.ts";
import type { Person } from "./people.ts";
import type { PreparedOffer } from "./prepareWork.ts";

/** A person's licence under an offer, bought unless they have it already. */
export async function buyLicence(
  { client, send }: DemoChain,
  deployment: Deployment,
  person: Person,
  { id, offer }: PreparedOffer,
): Promise<{ licence: bigint; isNew: boolean }> {
  const { licences } = deployment.contracts;
  const find = async () => {
    const [sold] = await client.getLogs({
      address: licences.address,
      event: getAbiItem({ abi: licencesAbi, name: "LicenceSold" }),
      args: { offer: id, buyer: person.account.address },
      fromBlock: BigInt(licences.block),
    });
    return sold?.args.licence;
  };
  const had = await find();
  if (had !== undefined) return { licence: had, isNew: false };
  const { currency, price } = offer;
  if (currency !== zeroAddress) await send(person, approveCall(deployment, { currency, amount: price }));
  await send(person, buyCall(deployment, { offer, recipient: person.account.address }));
  const licence = await find();
  if (licence === undefined) throw new Error(`${person.name} bought under ${id}, and there is no licence.`);
  return { licence, isNew: true };
}
