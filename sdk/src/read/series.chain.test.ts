import { pad, toHex } from "viem";
import { afterAll, beforeAll, expect, it } from "vitest";
import { batchCall, registerCall } from "../calls/index.ts";
import { createOpening } from "../content/commitment.ts";
import { discloseFiles } from "../content/disclosure.ts";
import { createManifest } from "../content/manifest.ts";
import { workIdOf } from "../model/ids.ts";
import { createWorld, found, testAccount, type World } from "../testing/world.ts";
import { readControllers } from "./works.ts";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.stop());

/** The most gas of one transaction (EIP-7825). */
const mostGas = 2n ** 24n;

it("registers 60 works of a series in one transaction that any chain takes", async () => {
  const { deployment, context } = world;
  const claimant = testAccount(1);
  const openings = Array.from({ length: 60 }, (_, i) => {
    const digest = pad(toHex(i + 1), { size: 32 });
    const manifest = createManifest({ files: [{ path: `${i}.jpg`, size: 1, sha256: digest, blake3: digest }] });
    const { timestamps } = deployment.contracts;
    return createOpening({
      chainId: deployment.chainId,
      timestamps: timestamps.address,
      claimant: claimant.address,
      manifest,
    });
  });
  const calls = openings.map(({ contentRoot, salt, manifest }, i) =>
    registerCall(deployment, {
      registration: {
        contentRoot,
        salt,
        metadataDigest: pad(toHex(i + 1_000), { size: 32 }),
        category: "photographic",
      },
      disclosures: discloseFiles(manifest),
    }),
  );
  const ids = openings.map(({ contentRoot }) => workIdOf({ claimant: claimant.address, contentRoot }));
  expect(found(await readControllers(context, ids)).size).toBe(0);
  const receipt = await world.send(claimant, batchCall(deployment, calls));
  expect(receipt.gasUsed).toBeLessThan(mostGas);
  const controllers = found(await readControllers(context, [...ids, 5n]));
  expect([...controllers]).toEqual(ids.map((id) => [id, claimant.address]));
});
