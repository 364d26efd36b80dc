import type { RuntimeConfig } from "../config/RuntimeConfig.ts";

const contract = (digit: string) => ({
  address: `0x${digit.repeat(40)}` as const,
  block: 0,
  initCodeHash: `0x${"0".repeat(64)}` as const,
});

/** The settings of a site with one local chain, for tests. */
export const configFixture: RuntimeConfig = {
  chains: [
    {
      id: 31337,
      name: "Local chain",
      rpc: "/rpc",
      currency: { name: "Ether", symbol: "ETH", decimals: 18 },
      deployment: {
        chainId: 31337,
        contracts: {
          timestamps: contract("1"),
          colophon: contract("2"),
          works: contract("3"),
          licences: contract("4"),
          royalties: contract("5"),
          terms: contract("6"),
          compliance: contract("7"),
        },
      },
      tokens: [],
      demo: false,
    },
  ],
  store: { gateways: [""], api: null, pinning: null },
};
