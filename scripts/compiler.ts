/** The settings of the compiler, which make the contracts' code and with it their addresses. */
export const compilerSettings = {
  evmVersion: "cancun",
  optimizer: { enabled: true, runs: 200 },
  metadata: { bytecodeHash: "none" },
} as const;
