import type { Deployment } from "../deployment/Deployment.ts";
import type { ContentStore } from "../store/createContentStore.ts";
import type { ReadClient } from "./ReadClient.ts";

/** Where reads look: a chain, our contracts on it, and the content store, without which metadata stays unknown. */
export type ReadContext = { client: ReadClient; deployment: Deployment; store?: ContentStore | undefined };
