import { approveCall, buyCall, type Deployment, licencesAbi, royaltiesAbi, takeUnitsCall } from "@colophon/sdk";
import { type Address, getAbiItem, parseAbi, parseUnits, zeroAddress } from "viem";
import type { DemoChain } from "./connectPeople.ts";
import { type Person, people } from "./people.ts";
import type { PreparedOffer, PreparedWork } from "./prepareWork.ts";

const tokenAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "event Transfer(address indexed from, address indexed to, uint256 value)",
]);

/** Something to see on every page: pocket money, two licences, and a co-author who has taken his share. */
export async function liveALittle(
  chain: DemoChain,
  deployment: Deployment,
  works: readonly PreparedWork[],
  token: Address,
): Promise<void> {
  const { client, send } = chain;
  const { licences, royalties } = deployment.contracts;
  const { ines, tomas, maya } = people;

  const give = async (person: Person, amount: string) => {
    const given = await client.getLogs({
      address: token,
      event: getAbiItem({ abi: tokenAbi, name: "Transfer" }),
      args: { from: zeroAddress, to: person.account.address },
      fromBlock: 0n,
    });
    if (given.length > 0) return;
    const args = [person.account.address, parseUnits(amount, 6)] as const;
    await send(person, { address: token, abi: tokenAbi, functionName: "mint", args });
  };

  const buy = async (person: Person, { id, offer }: PreparedOffer) => {
    const sold = await client.getLogs({
      address: licences.address,
      event: getAbiItem({ abi: licencesAbi, name: "LicenceSold" }),
      args: { offer: id, buyer: person.account.address },
      fromBlock: BigInt(licences.block),
    });
    if (sold.length > 0) return;
    const { currency, price } = offer;
    if (currency !== zeroAddress) await send(person, approveCall(deployment, { currency, amount: price }));
    await send(person, buyCall(deployment, { offer, recipient: person.account.address }));
  };

  const take = async (person: Person, { id, holders }: PreparedWork) => {
    if (!holders) return;
    const holder = person.account.address;
    const [taken] = await client.readContract({
      address: royalties.address,
      abi: royaltiesAbi,
      functionName: "holdingOf",
      args: [id, holder],
    });
    if (taken > 0n) return;
    await send(person, takeUnitsCall(deployment, { work: id, holder, proof: holders.proofOf(holder) }));
  };

  await give(maya, "2500");
  await give(tomas, "400");
  await give(ines, "400");
  await buy(maya, offerOf(works, "low-water", "editorial"));
  await buy(maya, offerOf(works, "lantern-song", "sync"));
  await take(tomas, workOf(works, "low-water"));
}

function workOf(works: readonly PreparedWork[], slug: string): PreparedWork {
  const work = works.find((it) => it.slug === slug);
  if (!work) throw new Error(`The demo catalogue has no work called ${slug}.`);
  return work;
}

function offerOf(works: readonly PreparedWork[], slug: string, key: string): PreparedOffer {
  const offer = workOf(works, slug).offers.find((it) => it.key === key);
  if (!offer) throw new Error(`${slug} has no offer called ${key}.`);
  return offer;
}
