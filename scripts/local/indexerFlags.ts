/**
 * How Node is started for the indexer. Taking in the past makes millions of short-lived objects: with 64 MiB for new ones
 * instead of 16, most are gone before Node has to look at them. Ponder and what it brings use things that Node warns
 * about, which nobody here can change.
 */
export const indexerFlags = ["--max-semi-space-size=64", "--no-deprecation"];
