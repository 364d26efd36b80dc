import { knownChains } from "@colophon/sdk";
import {
  arbitrum,
  arbitrumSepolia,
  base,
  baseSepolia,
  type Chain,
  mainnet,
  optimism,
  optimismSepolia,
  polygon,
  polygonAmoy,
  sepolia,
} from "viem/chains";

/** A public chain that the deployment knows by name. */
export type Preset = {
  id: number;
  /** As a sentence names it: "Base Sepolia". */
  name: string;
  /** As the command line names it: "base-sepolia". */
  word: string;
  /** The symbol of what gas is paid in: "ETH". */
  currency: string;
  /** A public node, to name to whoever has none. It is never asked unless they say so. */
  publicRpc: string;
};

const chains: readonly Chain[] = [
  ...[mainnet, sepolia, base, baseSepolia, optimism, optimismSepolia],
  ...[arbitrum, arbitrumSepolia, polygon, polygonAmoy],
];

/** The chains that can be named with --network. Any other takes a node alone. */
export const presets: readonly Preset[] = chains.map(({ id, nativeCurrency, rpcUrls }) => {
  const known = knownChains.find((chain) => chain.id === id);
  const [word, publicRpc] = [known?.words[0], rpcUrls.default.http[0]];
  if (known === undefined || word === undefined || publicRpc === undefined) throw new Error(`Chain ${id} has no name.`);
  return { id, name: known.name, word, currency: nativeCurrency.symbol, publicRpc };
});

/**
 * The preset of a name as it is typed.
 *
 * @param word One of the chain's names, such as "sepolia" or "base-sepolia", in any case.
 * @throws Error that lists the names, if it is none of them.
 */
export function presetOf(word: string): Preset {
  const wanted = word.trim().toLowerCase();
  const id = knownChains.find(({ words }) => words.includes(wanted))?.id;
  const preset = presets.find((each) => each.id === id);
  if (preset) return preset;
  const names = presets.map((each) => each.word).join(", ");
  throw new Error(
    `“${word}” is no network that is known here: ${names}. For any other chain leave --network out, and name its node with --rpc.`,
  );
}
