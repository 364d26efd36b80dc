import { createContext } from "react";

/**
 * Whether a page shows papers or drafts that nobody else has. Then no index is asked about the accounts on it: whoever runs
 * the index would learn who deals with whom.
 */
export const Confidential = createContext(false);
