/** The largest object in the content store, 1 MiB: what every IPFS node passes on as one block. */
export const maxBlockBytes = 1024 * 1024;
