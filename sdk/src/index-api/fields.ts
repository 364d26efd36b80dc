import * as v from "valibot";
import { type Address, getAddress, type Hex } from "viem";
import type { IpfsUri } from "../content/metadata.ts";
import { forever } from "../model/constants.ts";
import { visibleText } from "../model/words.ts";

/*
 * What the index's answers are made of. Each field says two things: how it is written in JSON (the schema's input, which
 * the OpenAPI document tells too), and what a reader gets of it (its output). The index is a cache that anybody may run,
 * so a reader takes nothing on trust: what does not fit is refused, and strangers' text is made visible and cut. What a
 * later version adds is left out.
 */

/* What `make` makes. A bundler leaves it out where nobody uses it, which it cannot tell of a bare call. */
/* @__NO_SIDE_EFFECTS__ */
export function made<Thing>(make: () => Thing): Thing {
  return make();
}

/* @__NO_SIDE_EFFECTS__ */
function hexOf(digits: number, description: string) {
  return v.pipe(
    v.string(),
    v.metadata({ description }),
    v.regex(new RegExp(`^0x[0-9a-f]{${digits}}$`)),
    v.transform((text) => text as Hex),
  );
}

export const WorkNumber = hexOf(56, "The number of a work.");

export const LicenceNumber = hexOf(64, "The number of a licence.");

export const TermsName = hexOf(48, "The name of the terms.");

export const Bytes32 = hexOf(64, "32 bytes.");

/** An account or a token, whichever way its letters are written. */
export const Account = v.pipe(
  v.string(),
  v.metadata({ description: "With checksum (ERC-55)." }),
  v.regex(/^0x[0-9a-fA-F]{40}$/),
  v.transform((text): Address => getAddress(text.toLowerCase())),
);

/** An amount in the currency's smallest unit, of a word's size at most: exact, so it is no number in JSON. */
export const Amount = v.pipe(
  v.string(),
  v.metadata({ description: "In the currency's smallest unit. The currency 0x0…0 is ETH." }),
  v.regex(/^[0-9]{1,78}$/),
  v.transform((text) => BigInt(text)),
);

/** A count or a block. */
export const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A moment, or how long something lasts. */
export const Seconds = v.pipe(
  v.number(),
  v.metadata({ description: `Seconds, of a time since 1970; ${forever} for ever.` }),
  v.safeInteger(),
  v.minValue(0),
);

/** How much of a text an answer has, in characters; the same for whoever writes it and whoever reads it. */
export const longest = { text: 2_000, description: 2_000, wholeDescription: 100_000 } as const;

/** As many files, and as many works, are cleared with one question. */
export const mostCleared = 1000;

/** As many accounts are named with one question. */
export const mostNamed = 100;

/* A stranger's words: what could deceive a reader is replaced by a mark, and no text is longer than this. */
/* @__NO_SIDE_EFFECTS__ */
export function words(most: number = longest.text) {
  return v.pipe(
    v.string(),
    v.transform((text) => visibleText(text.slice(0, most))),
  );
}

/** A stranger's words of ordinary length. */
export const Words = words();

/** A picture by its digest; any other link is nothing that a reader would follow. */
export const Picture = v.pipe(
  v.string(),
  v.metadata({ description: "An ipfs:// link of raw bytes with SHA-256." }),
  v.transform((text): IpfsUri | null => (/^ipfs:\/\/baf[a-z2-7]+$/.test(text) ? (text as IpfsUri) : null)),
);

/* One of some words; a reader takes one that a later version added for `other`. */
/* @__NO_SIDE_EFFECTS__ */
export function openWord<const Word extends string, const Other extends string>(known: readonly Word[], other: Other) {
  return v.pipe(
    v.string(),
    v.metadata({ enum: [...known] }),
    v.transform((text): Word | Other => known.find((word) => word === text) ?? other),
  );
}

/** A block with its time. */
export const At = v.object({ block: Whole, time: Seconds });

export type At = v.InferOutput<typeof At>;

/* A list of things that each have these fields. */
/* @__NO_SIDE_EFFECTS__ */
export function rows<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.array(v.object(entries));
}

/* An answer: what it says, and the block that it holds for at least. */
/* @__NO_SIDE_EFFECTS__ */
export function answerOf<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.object({ at: At, ...entries });
}

/** Where a page of a list begins: a word that only the index makes something of. */
export const pagePlace = /^[A-Za-z0-9_-]{1,200}$/;

/* A page of a list: its entries, and what to ask the next page with. */
/* @__NO_SIDE_EFFECTS__ */
export function pageOf<const Entry extends v.GenericSchema>(entry: Entry) {
  return answerOf({
    items: v.array(entry),
    next: v.pipe(
      v.nullable(v.pipe(v.string(), v.regex(pagePlace))),
      v.metadata({
        description:
          "What to give as `after` for the next page; null at the end. A page may hold less than was asked for when few entries match.",
      }),
    ),
  });
}
