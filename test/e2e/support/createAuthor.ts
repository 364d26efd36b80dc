import { createHash } from "node:crypto";
import {
  createManifest,
  createMetadata,
  createOpening,
  discloseFiles,
  forever,
  type Manifest,
  type Metadata,
  type Offer,
  type Opening,
  offerIdOf,
  unlimitedSupply,
  workIdOf,
} from "@colophon/sdk";
import { type Call, defineTermsCall, publishOfferCall, registerCall, stampCall } from "@colophon/sdk/calls";
import { baseTerms, deedOf, onchainTermsOf, type Terms, termsIdOf } from "@colophon/sdk/terms";
import {
  type Address,
  createWalletClient,
  encodeFunctionData,
  type Hex,
  http,
  parseEther,
  parseGwei,
  type TransactionReceipt,
  zeroAddress,
  zeroHash,
} from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { deployment, giveEther, publicClient, rpcUrl, store } from "./chain.ts";

export type RegisterOptions = {
  /** The content of its one file; something new when missing. */
  content?: string;
  /** Fields of the description; or its bytes, whatever they are. */
  metadata?: Partial<Omit<Metadata, "format">> | Uint8Array<ArrayBuffer>;
  /** Whether the description is put into the content store. */
  stored?: boolean;
  /** Whether it is stamped first. */
  stamped?: boolean;
  /** The licences that it is made under. */
  sources?: readonly bigint[];
};

export type RegisteredWork = { id: bigint; path: string; manifest: Manifest; opening: Opening };
export type OfferOptions = Partial<Pick<Offer, "price" | "currency" | "supply" | "opens" | "closes">> & {
  terms?: Partial<Terms>;
};
export type Author = Awaited<ReturnType<typeof createAuthor>>;

/** Somebody who registers and offers without a page, by the SDK: whom the people of a test meet. */
export async function createAuthor(account: PrivateKeyAccount = privateKeyToAccount(generatePrivateKey())) {
  const client = createWalletClient({ account, transport: http(rpcUrl) });
  await giveEther(account.address, parseEther("1"));

  const send = async ({ address, abi, functionName, args, value }: Call): Promise<TransactionReceipt> => {
    const data = encodeFunctionData({ abi, functionName, args });
    const hash = await client.sendTransaction({ chain: null, to: address, data, value: value ?? 0n });
    const receipt = await publicClient.waitForTransactionReceipt({ hash });
    if (receipt.status !== "success") throw new Error(`${functionName} did not go through.`);
    return receipt;
  };

  return {
    account,
    send,
    /** Sends with a fee that goes before everybody else's in the next block, and does not wait for that. */
    async sendFirst({ address, abi, functionName, args, value }: Call): Promise<void> {
      const data = encodeFunctionData({ abi, functionName, args });
      const fees = { gas: 500_000n, maxPriorityFeePerGas: parseGwei("50"), maxFeePerGas: parseGwei("100") };
      await client.sendTransaction({ chain: null, to: address, data, value: value ?? 0n, ...fees });
    },
    /** Makes the account a smart wallet (EIP-7702) with the code of a contract, which decides about signatures then. */
    async delegate(to: Address): Promise<void> {
      const nonce = await publicClient.getTransactionCount({ address: account.address });
      const authorization = await account.signAuthorization({ address: to, chainId: 31337, nonce: nonce + 1 });
      const target = { to: account.address, authorizationList: [authorization], gas: 100_000n, nonce };
      await publicClient.waitForTransactionReceipt({ hash: await client.sendTransaction({ chain: null, ...target }) });
    },
    async register(options: RegisterOptions = {}): Promise<RegisteredWork> {
      const { content = crypto.randomUUID(), metadata = {}, stored = true, stamped = false, sources = [] } = options;
      const sha256: Hex = `0x${createHash("sha256").update(content).digest("hex")}`;
      const file = { path: "work.txt", size: Buffer.byteLength(content), sha256, blake3: sha256 };
      const manifest = createManifest({ files: [file] });
      const { chainId, contracts } = deployment;
      const opening = createOpening({
        chainId,
        timestamps: contracts.timestamps.address,
        claimant: account.address,
        manifest,
      });
      if (stamped) await send(stampCall(deployment, { commitment: opening.commitment }));
      const bytes =
        metadata instanceof Uint8Array
          ? metadata
          : createMetadata({ name: "A Found Note", description: "", category: "literary", credits: [], ...metadata })
              .bytes;
      if (stored) await store.put(bytes);
      const registration = {
        contentRoot: opening.contentRoot,
        salt: opening.salt,
        metadataDigest: `0x${createHash("sha256").update(bytes).digest("hex")}` as const,
        category: "literary" as const,
        sources,
      };
      await send(registerCall(deployment, { registration, disclosures: discloseFiles(manifest, ["work.txt"]) }));
      const id = workIdOf({ claimant: account.address, contentRoot: opening.contentRoot });
      return { id, path: `/work/0x${id.toString(16).padStart(56, "0")}`, manifest, opening };
    },
    async offer(
      { id }: Pick<RegisteredWork, "id">,
      options: OfferOptions = {},
    ): Promise<{ offer: Offer; terms: Terms; path: string }> {
      const terms: Terms = {
        ...baseTerms,
        uses: ["keep"],
        purposes: ["private"],
        transferable: true,
        ...options.terms,
      };
      const onchain = onchainTermsOf(terms, deployment);
      await store.put(new TextEncoder().encode(deedOf(terms).document));
      await send(defineTermsCall(deployment, { terms: onchain }));
      const { terms: _, ...rest } = options;
      const offer: Offer = {
        work: id,
        parent: 0n,
        licensor: account.address,
        buyer: zeroAddress,
        terms: termsIdOf(onchain),
        currency: zeroAddress,
        price: parseEther("0.01"),
        supply: unlimitedSupply,
        opens: 0,
        closes: forever,
        starts: 0,
        schedule: zeroHash,
        ...rest,
      };
      await send(publishOfferCall(deployment, { offer }));
      return { offer, terms, path: `/offer/${offerIdOf(offer)}` };
    },
  };
}
