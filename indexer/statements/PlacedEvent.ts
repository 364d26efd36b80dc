import type { StatementEvent } from "@colophon/sdk";

/** An event with its place in the order of everything. */
export type PlacedEvent = { position: number; event: StatementEvent };
