import {
  canonicalBytes,
  createDigester,
  createHolders,
  createManifest,
  createMetadata,
  createOpening,
  type Deployment,
  type Disclosure,
  discloseFiles,
  forever,
  type HashedFile,
  type HolderTree,
  hashStream,
  holderTree,
  ipfsUriOf,
  type Metadata,
  type Offer,
  type Opening,
  offerIdOf,
  unitsFromPercent,
  unlimitedSupply,
  workIdOf,
} from "@colophon/sdk";
import type { Registration } from "@colophon/sdk/calls";
import {
  conditionsOf,
  deedOf,
  type OnchainConditions,
  type OnchainTerms,
  onchainTermsOf,
  type Terms,
  termsIdOf,
} from "@colophon/sdk/terms";
import { type Address, type Hex, keccak256, parseUnits, sha256, stringToHex, zeroAddress, zeroHash } from "viem";
import type { DemoOffer, DemoWork } from "./catalogue.ts";
import type { DemoFile, DemoFiles } from "./files.ts";
import type { Person } from "./people.ts";

export type PreparedOffer = {
  key: string;
  id: Hex;
  offer: Offer;
  terms: OnchainTerms;
  /** What the rules of the terms go by; undefined without duties. */
  conditions: OnchainConditions | undefined;
  /** The licence text, for the content store. */
  deed: Uint8Array;
};

/** A work with everything that goes to the chain and to the content store. */
export type PreparedWork = {
  slug: string;
  id: bigint;
  claimant: Person;
  opening: Opening;
  registration: Registration;
  disclosures: Disclosure[];
  holders: HolderTree | undefined;
  offers: PreparedOffer[];
  /** For the content store: cover, preview, list of holders, metadata, deeds. */
  published: Uint8Array[];
};

/** The longest edge of a thumbnail, in pixels: all covers stand upright. */
const thumbnailEdge = 480;

/**
 * A salt that is the same every time, so that the catalogue has the same numbers on every local chain.
 * @remarks Real salts are secret and random: with these, anybody can open the commitment.
 */
function demoSalt(name: string): Hex {
  return keccak256(stringToHex(`Colophon demo catalogue: ${name}`));
}

async function hashed(slug: string, { path, type, bytes }: DemoFile): Promise<HashedFile> {
  const stream = new Blob([new Uint8Array(bytes)]).stream();
  const digests = await hashStream(stream, { digester: await createDigester() });
  return { path, type, ...digests, salt: demoSalt(`${slug}/${path}`) };
}

export type PrepareWorkOptions = {
  deployment: Deployment;
  token: Address;
  /** The licences that the work is made under. */
  sources?: readonly bigint[];
};

/** What the metadata says of the cover and the small one. */
function pictures({ cover: size }: DemoWork, { cover, thumbnail }: DemoFiles): Partial<Metadata> {
  if (!size || !cover || !thumbnail) return {};
  return {
    image: ipfsUriOf(sha256(cover.bytes)),
    image_details: { type: cover.type, size: cover.bytes.length, ...size },
    thumbnail: {
      uri: ipfsUriOf(sha256(thumbnail.bytes)),
      type: thumbnail.type,
      size: thumbnail.bytes.length,
      width: thumbnailEdge * (size.width / size.height),
      height: thumbnailEdge,
    },
  };
}

type PrepareOfferOptions = {
  work: bigint;
  /** The licence that a sublicence is offered under. */
  parent?: bigint;
  licensor: Person;
  deployment: Deployment;
  token: Address;
};

/** An offer as it goes to the chain, with the text of its licences. */
export function prepareOffer(demo: DemoOffer, options: PrepareOfferOptions): PreparedOffer {
  const { work, parent = 0n, licensor, deployment, token } = options;
  const { key, price, currency, supply } = demo;
  const terms = demo.owesDollars ? owing(demo.terms, token) : demo.terms;
  const onchain = onchainTermsOf(terms, deployment);
  const offer: Offer = {
    work,
    parent,
    licensor: licensor.account.address,
    buyer: zeroAddress,
    terms: termsIdOf(onchain),
    currency: currency === "ETH" ? zeroAddress : token,
    price: parseUnits(price, currency === "ETH" ? 18 : 6),
    supply: supply ?? unlimitedSupply,
    opens: 0,
    closes: forever,
    starts: 0,
    schedule: zeroHash,
  };
  const [conditions, deed] = [conditionsOf(terms), deedOf(terms).bytes];
  return { key, id: offerIdOf(offer), offer, terms: onchain, conditions, deed };
}

/** Terms under which everything is owed in the play money. */
function owing(terms: Terms, token: Address): Terms {
  if (terms.conditions === "none") return terms;
  return { ...terms, conditions: { ...terms.conditions, currency: { address: token, symbol: "dUSD", decimals: 6 } } };
}

/** Works out everything about a work that doesn't depend on the state of the chain. */
export async function prepareWork(
  work: DemoWork,
  files: DemoFiles,
  { deployment, token, sources = [] }: PrepareWorkOptions,
): Promise<PreparedWork> {
  const { slug, claimant } = work;
  const manifest = createManifest({ files: await Promise.all(files.files.map((file) => hashed(slug, file))) });
  const opening = createOpening({
    chainId: deployment.chainId,
    timestamps: deployment.contracts.timestamps.address,
    claimant: claimant.account.address,
    manifest,
    salt: demoSalt(slug),
  });
  const id = workIdOf(opening);

  const credits = work.credits.map(({ person, role, percent }) => ({
    name: person.name,
    role,
    account: person.account.address,
    ...(percent !== undefined && { units: unitsFromPercent(String(percent)) }),
  }));
  const shares = credits.flatMap(({ account, units }) => (units === undefined ? [] : [{ account, units }]));
  const holders = shares.length > 0 ? createHolders(shares) : undefined;
  const tree = holders && holderTree(holders);
  const holdersBytes = holders && canonicalBytes(holders);

  const metadata = createMetadata({
    name: work.name,
    description: work.description,
    category: work.category,
    language: work.language,
    ...pictures(work, files),
    credits,
    holders: tree && holdersBytes && { root: tree.root, list: ipfsUriOf(sha256(holdersBytes)) },
    preview: {
      uri: ipfsUriOf(sha256(files.preview.bytes)),
      type: files.preview.type,
      size: files.preview.bytes.length,
    },
  });

  const offers = work.offers.map((demo) => prepareOffer(demo, { work: id, licensor: claimant, deployment, token }));

  return {
    slug,
    id,
    claimant,
    opening,
    registration: {
      contentRoot: opening.contentRoot,
      salt: opening.salt,
      metadataDigest: metadata.digest,
      category: work.category,
      holdersRoot: tree?.root,
      sources,
    },
    disclosures: discloseFiles(manifest),
    holders: tree,
    offers,
    published: [
      ...(files.cover && files.thumbnail ? [files.cover.bytes, files.thumbnail.bytes] : []),
      files.preview.bytes,
      ...(holdersBytes ? [holdersBytes] : []),
      metadata.bytes,
      ...offers.map(({ deed }) => deed),
    ],
  };
}

/** A work of the catalogue. */
export function workOf(works: readonly PreparedWork[], slug: string): PreparedWork {
  const work = works.find((it) => it.slug === slug);
  if (!work) throw new Error(`The demo catalogue has no work called ${slug}.`);
  return work;
}

/** An offer of the catalogue. */
export function offerOf(works: readonly PreparedWork[], slug: string, key: string): PreparedOffer {
  const offer = workOf(works, slug).offers.find((it) => it.key === key);
  if (!offer) throw new Error(`${slug} has no offer called ${key}.`);
  return offer;
}
