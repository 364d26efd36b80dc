/** A public chain as links and addresses that people paste name it. */
export type KnownChain = {
  id: number;
  name: string;
  /** Its ERC-3770 short names, as in `eth:0x…`. */
  short: readonly string[];
  /** The words that explorers, marketplaces and wallets write for it in links. */
  words: readonly string[];
  /** Explorers that show this chain alone. */
  hosts: readonly string[];
};

export const knownChains: readonly KnownChain[] = [
  {
    id: 1,
    name: "Ethereum",
    short: ["eth"],
    words: ["ethereum", "eth", "mainnet", "eth-mainnet"],
    hosts: ["etherscan.io", "eth.blockscout.com", "etherchain.org", "beaconcha.in", "eth.tokenview.io"],
  },
  {
    id: 10,
    name: "OP Mainnet",
    short: ["oeth"],
    words: ["optimism", "oeth"],
    hosts: ["optimistic.etherscan.io", "optimism.blockscout.com", "explorer.optimism.io"],
  },
  { id: 56, name: "BNB Smart Chain", short: ["bnb"], words: ["bsc", "bnb"], hosts: ["bscscan.com"] },
  {
    id: 100,
    name: "Gnosis",
    short: ["gno"],
    words: ["gnosis", "xdai"],
    hosts: ["gnosisscan.io", "gnosis.blockscout.com"],
  },
  {
    id: 137,
    name: "Polygon",
    short: ["matic", "pol"],
    words: ["polygon", "matic"],
    hosts: ["polygonscan.com", "polygon.blockscout.com"],
  },
  { id: 324, name: "ZKsync Era", short: ["zksync"], words: ["zksync", "zksync-era"], hosts: ["era.zksync.network"] },
  {
    id: 8453,
    name: "Base",
    short: ["base"],
    words: ["base"],
    hosts: ["basescan.org", "base.blockscout.com"],
  },
  { id: 17000, name: "Holesky", short: ["holesky"], words: ["holesky"], hosts: ["holesky.etherscan.io"] },
  {
    id: 42161,
    name: "Arbitrum One",
    short: ["arb1"],
    words: ["arbitrum", "arbitrum-one", "arb1"],
    hosts: ["arbiscan.io", "arbitrum.blockscout.com"],
  },
  { id: 42220, name: "Celo", short: ["celo"], words: ["celo"], hosts: ["celoscan.io", "celo.blockscout.com"] },
  { id: 43114, name: "Avalanche", short: ["avax"], words: ["avalanche", "avax"], hosts: ["snowtrace.io"] },
  { id: 59144, name: "Linea", short: ["linea"], words: ["linea"], hosts: ["lineascan.build"] },
  { id: 81457, name: "Blast", short: ["blastmainnet"], words: ["blast"], hosts: ["blastscan.io"] },
  { id: 534352, name: "Scroll", short: ["scr"], words: ["scroll"], hosts: ["scrollscan.com"] },
  { id: 560048, name: "Hoodi", short: ["hoodi"], words: ["hoodi"], hosts: ["hoodi.etherscan.io"] },
  {
    id: 7777777,
    name: "Zora",
    short: ["zora"],
    words: ["zora"],
    hosts: ["explorer.zora.energy"],
  },
  {
    id: 11155111,
    name: "Sepolia",
    short: ["sep"],
    words: ["sepolia"],
    hosts: ["sepolia.etherscan.io", "eth-sepolia.blockscout.com"],
  },
  { id: 84532, name: "Base Sepolia", short: ["basesep"], words: ["base-sepolia"], hosts: ["sepolia.basescan.org"] },
  {
    id: 11155420,
    name: "OP Sepolia",
    short: ["opsep"],
    words: ["optimism-sepolia"],
    hosts: ["sepolia-optimism.etherscan.io", "optimism-sepolia.blockscout.com"],
  },
  {
    id: 421614,
    name: "Arbitrum Sepolia",
    short: ["arb-sep"],
    words: ["arbitrum-sepolia"],
    hosts: ["sepolia.arbiscan.io", "arbitrum-sepolia.blockscout.com"],
  },
  {
    id: 80002,
    name: "Polygon Amoy",
    short: ["polygonamoy"],
    words: ["amoy", "polygon-amoy"],
    hosts: ["amoy.polygonscan.com"],
  },
];

/** A chain as a sentence names it: "Sepolia (chain 11155111)". */
export function chainInWords(id: number): string {
  const name = knownChains.find((chain) => chain.id === id)?.name;
  return name === undefined ? `chain ${id}` : `${name} (chain ${id})`;
}
