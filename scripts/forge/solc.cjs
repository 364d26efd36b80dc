#!/usr/bin/env node
/** The compiler of the lock file (npm `solc`) as the program that forge expects: `--version`, and JSON in and out. */
const solc = require("solc");

if (process.argv.includes("--version")) {
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}`);
} else {
  let input = "";
  process.stdin.on("data", (chunk) => {
    input += chunk;
  });
  process.stdin.on("end", () => process.stdout.write(solc.compile(input)));
}
