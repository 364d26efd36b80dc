import { keccak256, stringToHex, zeroAddress } from "viem";
import { afterAll, beforeAll, expect, it } from "vitest";
import { draftOrder, orderTypedData } from "../assignments/index.ts";
import { approveSaleCalls, orderPlaceOf, takeOrderCall } from "../calls/assignments.ts";
import { payCall, takeAllUnitsCall } from "../calls/royalties.ts";
import { day } from "../model/time.ts";
import { readEncumbrances } from "../read/encumbrances.ts";
import { createWorld, found, testAccount, type World } from "../testing/world.ts";
import { readStatement } from "./royalties.ts";
import type { StatementPart } from "./statement.ts";

const [ines, tomas] = [testAccount(0), testAccount(1)] as const;

let world: World;
beforeAll(async () => {
  world = await createWorld();
}, 60_000);
afterAll(() => world?.stop());

async function partsOf(query: Parameters<typeof readStatement>[1]): Promise<StatementPart[]> {
  const { parts } = await readStatement(world.context, query);
  const all: StatementPart[] = [];
  for await (const part of parts) all.push(part);
  return all;
}

it("a sale stands in the seller's statement as capital, apart from income, and in nobody else's", async () => {
  const { deployment, send } = world;
  const place = orderPlaceOf(deployment);
  const { id: work, contentRoot } = await world.register(ines, "sold and booked");
  await send(ines, takeAllUnitsCall(deployment, { work, claimant: ines.address, contentRoot }));
  await send(tomas, payCall(deployment, { work, currency: zeroAddress, amount: 700n }));
  for (const [control, units, price] of [
    [false, 10_000_000, 101n],
    [true, 90_000_000, 5_000n],
  ] as const) {
    const encumbrances = found(await readEncumbrances(world.context, { work }));
    const opens = encumbrances.block.time;
    const order = draftOrder({
      ...{ ...place, encumbrances, seller: ines.address, buyer: tomas.address, control, units, price },
      ...{ currency: zeroAddress, opens, closes: opens + day, salt: keccak256(stringToHex(`${control}`)) },
    });
    for (const call of approveSaleCalls(deployment, order)) await send(ines, call);
    const sellerSignature = await ines.signTypedData(orderTypedData(place, order));
    const signed = { ...place, order, sellerSignature, buyerSignature: undefined };
    await send(tomas, takeOrderCall(deployment, signed, { units, price }));
  }
  await send(tomas, payCall(deployment, { work, currency: zeroAddress, amount: 11n }));

  const parts = await partsOf({ holder: ines.address });
  const lines = parts.flatMap((part) => (part.section === "lines" && part.row.ledger === "sales" ? [part.row] : []));
  expect(lines).toMatchObject([
    { kind: "units-sold", work, counterparty: tomas.address, amount: 101n, net: 101n, unitsMoved: -10_000_000n },
    { kind: "work-sold", work, counterparty: tomas.address, amount: 5_000n, net: 5_000n, unitsMoved: -90_000_000n },
  ]);
  const closings = parts.flatMap((part) => (part.section === "closings" ? [part.row] : []));
  expect(closings).toMatchObject([
    { ledger: "units", work, entitled: 700n, waiting: 700n, units: 0n },
    { ledger: "sales", entitled: 5_101n, withdrawn: 5_101n, waiting: 0n },
  ]);
  const checks = parts.flatMap((part) => (part.section === "checks" ? [part.row.result] : []));
  expect(checks.length).toBeGreaterThan(2);
  expect(new Set(checks)).toEqual(new Set(["consistent"]));
  const others = await partsOf({ holder: tomas.address, payer: tomas.address });
  expect(others.some((part) => part.section === "lines" && part.row.ledger === "sales")).toBe(false);

  // The buyer's books have the same two as purchases, beside what was paid into the work.
  const spent = others.flatMap((part) => (part.section === "lines" && part.row.paid > 0n ? [part.row] : []));
  expect(spent).toMatchObject([
    { ledger: "payments", kind: "payment", amount: 700n, paid: 700n },
    {
      ...{ ledger: "purchases", kind: "units-bought", work, counterparty: ines.address },
      ...{ amount: 101n, paid: 101n, net: 0n, unitsMoved: 10_000_000n },
    },
    {
      ...{ ledger: "purchases", kind: "work-bought", work, counterparty: ines.address },
      ...{ amount: 5_000n, paid: 5_000n, net: 0n, unitsMoved: 90_000_000n },
    },
    { ledger: "payments", kind: "payment", amount: 11n, paid: 11n },
  ]);
  const ends = others.flatMap((part) => (part.section === "closings" ? [part.row] : []));
  expect(ends.find(({ ledger }) => ledger === "purchases")).toMatchObject({ paid: 5_101n, entitled: 0n, waiting: 0n });
  expect(ends.find(({ ledger }) => ledger === "payments")).toMatchObject({ paid: 711n });
  // A statement of both sides counts each sale once on each.
  const both = await partsOf({ holder: ines.address, payer: tomas.address });
  const count = (ledger: string) =>
    both.filter((part) => part.section === "lines" && part.row.ledger === ledger).length;
  expect([count("sales"), count("purchases")]).toEqual([2, 2]);
});
