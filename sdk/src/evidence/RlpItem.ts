/** What RLP encodes: bytes, or a list of such items (Ethereum Yellow Paper, appendix B). */
export type RlpItem = Uint8Array | readonly RlpItem[];
