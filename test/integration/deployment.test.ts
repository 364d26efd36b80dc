import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contractNames, type Deployment } from "@colophon/sdk";
import { expect } from "chai";
import type { Signer } from "ethers";
import { network } from "hardhat";
import { create2Deployer } from "../../scripts/deployment/create2Deployer.ts";
import { deployContracts, deployDemoToken } from "../../scripts/deployment/deployContracts.ts";
import { planCompiled } from "../../scripts/deployment/planDeployment.ts";

describe("deployment", () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "colophon-deployment-"));
    file = join(folder, "31337.json");
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A chain of its own, and the first of its accounts to pay. */
  async function chain() {
    const connection = await network.create();
    const [first, second] = await connection.ethers.getSigners();
    if (!first || !second) throw new Error("Hardhat's chain has no accounts.");
    return { ...connection, first, second };
  }

  const addressesOf = ({ contracts }: Deployment) => contractNames.map((name) => contracts[name].address);

  /** Why a promise failed; nothing if it did not. */
  const reasonOf = (promise: Promise<unknown>) =>
    promise.then(
      () => "",
      (error: Error) => error.message,
    );

  /** A signer that fails after some transactions, as a machine does that is switched off. */
  function failingAfter(signer: Signer, transactions: number): Signer {
    let sent = 0;
    return new Proxy(signer, {
      get(target, property) {
        if (property === "sendTransaction" && sent++ >= transactions) throw new Error("switched off");
        const value = Reflect.get(target, property);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }

  it("refuses an address that holds other code, and sends nothing more", async () => {
    const { ethers, networkHelpers, first } = await chain();
    const works = (await planCompiled()).find(({ name }) => name === "works");
    await networkHelpers.setCode(works?.address ?? "", "0x60016001");

    expect(await reasonOf(deployContracts({ signer: first, file }))).to.match(/is not that of works/);
    expect(await ethers.provider.getCode(works?.address ?? "")).to.equal("0x60016001");
    const before = await first.getNonce();
    expect(await reasonOf(deployContracts({ signer: first, file }))).to.match(/is not that of works/);
    expect(await first.getNonce()).to.equal(before);
  });

  it("refuses code that differs in one byte", async () => {
    const { ethers, networkHelpers, first } = await chain();
    const { contracts } = await deployContracts({ signer: first, file });
    const code = ethers.getBytes(await ethers.provider.getCode(contracts.timestamps.address));
    code[code.length - 1] = (code[code.length - 1] ?? 0) ^ 1;
    await networkHelpers.setCode(contracts.timestamps.address, ethers.hexlify(code));

    expect(await reasonOf(deployContracts({ signer: first, file }))).to.match(/is not that of timestamps/);
  });

  it("refuses a chain whose CREATE2 deployer is another program", async () => {
    const { networkHelpers, first } = await chain();
    await networkHelpers.setCode(create2Deployer, "0x00");

    expect(await reasonOf(deployContracts({ signer: first, file }))).to.match(/is not the CREATE2 deployer/);
  });

  it("has the same addresses whoever deploys, on a chain of any history", async () => {
    const [one, two] = await Promise.all([chain(), chain()]);
    for (let i = 0; i < 3; i++) await two.first.sendTransaction({ to: two.second.address, value: 1n });

    const here = await deployContracts({ signer: one.first, file });
    const there = await deployContracts({ signer: two.second, file: join(folder, "other.json") });

    expect(addressesOf(there)).to.deep.equal(addressesOf(here));
    expect(addressesOf(here)).to.deep.equal((await planCompiled()).map(({ address }) => address));
  });

  it("makes contracts that find each other", async () => {
    const { ethers, first } = await chain();
    const { contracts } = await deployContracts({ signer: first, file });
    const colophon = await ethers.getContractAt("Colophon", contracts.colophon.address);

    expect(await colophon.works()).to.equal(contracts.works.address);
    expect(await colophon.terms()).to.equal(contracts.terms.address);
    expect(await colophon.licences()).to.equal(contracts.licences.address);
    expect(await colophon.compliance()).to.equal(contracts.compliance.address);
    expect(await colophon.royalties()).to.equal(contracts.royalties.address);
  });

  it("records the block and the code of each contract", async () => {
    const { ethers, first } = await chain();
    const deployment = await deployContracts({ signer: first, file });

    expect(JSON.parse(await readFile(file, "utf8"))).to.deep.equal(deployment);
    expect(deployment.chainId).to.equal(31337);
    for (const { name, initCodeHash } of await planCompiled()) {
      const { address, block, initCodeHash: recorded } = deployment.contracts[name];
      expect(recorded).to.equal(initCodeHash);
      expect(await ethers.provider.getCode(address, block)).not.to.equal("0x");
      expect(await ethers.provider.getCode(address, block - 1)).to.equal("0x");
    }
  });

  it("does nothing the second time", async () => {
    const { first } = await chain();
    const once = await deployContracts({ signer: first, file });
    const nonce = await first.getNonce();

    expect(await deployContracts({ signer: first, file })).to.deep.equal(once);
    expect(await first.getNonce()).to.equal(nonce);
  });

  it("finds the blocks again when the record is lost", async () => {
    const { first, second } = await chain();
    const once = await deployContracts({ signer: first, file });
    await second.sendTransaction({ to: first.address, value: 1n });
    await rm(file);

    expect(await deployContracts({ signer: second, file })).to.deep.equal(once);
    expect(await second.getNonce()).to.equal(1);
  });

  it("does not believe a record that another chain left behind", async () => {
    const { first, second } = await chain();
    const deployment = await deployContracts({ signer: first, file });
    const { block } = deployment.contracts.works;
    await second.sendTransaction({ to: first.address, value: 1n });
    for (const wrong of [block + 2, 1_000_000]) {
      const contracts = { ...deployment.contracts, works: { ...deployment.contracts.works, block: wrong } };
      await writeFile(file, JSON.stringify({ ...deployment, contracts }));
      expect(await deployContracts({ signer: first, file })).to.deep.equal(deployment);
    }
  });

  it("goes on where it was interrupted, whatever the moment", async () => {
    const whole = addressesOf(await deployContracts({ signer: (await chain()).first, file }));
    // One transaction gives the CREATE2 deployer its account, and each contract takes one.
    const all = (await planCompiled()).length + 1;
    for (let transactions = 0; transactions < all; transactions++) {
      const { first, ethers } = await chain();
      await rm(file, { force: true });
      expect(await reasonOf(deployContracts({ signer: failingAfter(first, transactions), file }))).to.match(
        /could not be deployed|switched off/,
      );
      const partly = JSON.parse(await readFile(file, "utf8").catch(() => '{ "contracts": {} }')) as Deployment;
      expect(Object.keys(partly.contracts)).to.have.length(Math.max(0, transactions - 1));

      const deployment = await deployContracts({ signer: first, file });
      expect(addressesOf(deployment)).to.deep.equal(whole);
      expect(deployment.contracts).to.deep.include(partly.contracts);
      expect(await first.getNonce()).to.equal(all);
      expect(await ethers.provider.getBlockNumber()).to.equal(all + 1);
    }
  });

  it("takes what somebody else deployed in between", async () => {
    const { ethers, first, second } = await chain();
    const plan = await planCompiled();
    expect(await reasonOf(deployContracts({ signer: failingAfter(first, 3), file }))).to.match(/works/);
    const royalties = plan.find(({ name }) => name === "royalties");
    await second.sendTransaction({ to: royalties?.to, data: royalties?.data });
    const block = await ethers.provider.getBlockNumber();

    const { contracts } = await deployContracts({ signer: first, file });
    expect(contracts.royalties.block).to.equal(block);
    // The CREATE2 deployer's money, and every contract but that one.
    expect(await first.getNonce()).to.equal(plan.length);
  });

  it("deploys the demo token once", async () => {
    const { ethers, first, second } = await chain();
    const token = await deployDemoToken(first);
    expect(await deployDemoToken(second)).to.deep.equal(token);
    expect(await second.getNonce()).to.equal(0);

    const contract = await ethers.getContractAt("DemoToken", token.address);
    expect(await contract.getFunction("symbol")()).to.equal(token.symbol);
    expect(await contract.getFunction("name")()).to.equal(token.name);
    expect(await contract.getFunction("decimals")()).to.equal(token.decimals);
    await contract.getFunction("mint")(second.address, 5n);
    expect(await contract.getFunction("balanceOf")(second.address)).to.equal(5n);
  });
});
