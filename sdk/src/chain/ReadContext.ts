import type { PublicClient } from "viem";
import type { Deployment } from "../deployment/Deployment.ts";
import type { ContentStore } from "../store/createContentStore.ts";

/** Where reads look: a chain, our contracts on it, and the content store, without which metadata stays unknown. */
export type ReadContext = { client: PublicClient; deployment: Deployment; store?: ContentStore | undefined };
