/** What licences ask besides their price, and how they end: reports, debts, notices, arbitrators, agents. */
import { readFile } from "node:fs/promises";
import { noticeCall, reportUsageCall, terminateCall } from "@colophon/sdk/calls";
import { type Conditions, endsForBreach } from "@colophon/sdk/terms";
import { expect } from "@playwright/test";
import { parseAbi, parseEther, sha256 } from "viem";
import { deployMock, deployment, publicClient, token } from "./support/chain.ts";
import { createAuthor } from "./support/createAuthor.ts";
import { createFile } from "./support/files.ts";
import {
  day,
  hour,
  hourly,
  licenceOf,
  pass,
  pathOf,
  price,
  reasonOf,
  receivedBy,
  rulesOf,
  sell,
} from "./support/licences.ts";
import { openTab, phone, step } from "./support/page.ts";
import { connectWallet, test } from "./support/people.ts";

test("L13 a report pays the minimum, and only the digest of the detailed report is published", async ({
  newPerson,
}) => {
  const licensee = await newPerson();
  const { page, account, guard } = licensee;
  const author = await createAuthor();
  const minimum = parseEther("0.002");
  const terms = { duration: 30 * day, conditions: { ...hourly, minimum } };
  const { licence, work } = await sell(author, account, terms);
  const path = pathOf(licence);
  await page.goto(`${path}?tab=reports`);
  await connectWallet(licensee);
  const reports = page.getByRole("region", { name: "Reports and payments" });
  await expect(reports).toContainText("The running period is number 1");
  await pass(hour);
  await page.reload();
  await reports.getByRole("textbox", { name: "Units sold or handed over" }).fill("12");
  await reports.getByRole("textbox", { name: "Revenue" }).fill("1,234");
  await expect(reports).toContainText("can mean two numbers");
  await reports.getByRole("textbox", { name: "Revenue" }).fill("0.01");
  const file = await createFile("report.csv", "copies,12\n");
  await reports.getByTestId("choose-files").setInputFiles(file);
  await expect(reports).toContainText("report.csv");
  // The minimum: a tenth of the revenue would be half of it.
  await expect(reports).toContainText(/Owed for this period\s*0\.002\sETH/);
  const send = reports.getByRole("button", { name: "Report and pay 0.002 ETH" });
  await expect(send).toBeEnabled();
  await step(page, "rights-02-report");
  await phone(page, "rights-02-report-phone");
  await send.click();
  await expect(reports.getByRole("cell", { name: "12", exact: true })).toBeVisible();
  await phone(page, "rights-25-reported-phone");
  const { compliance } = await licenceOf(licence);
  expect(compliance.reports).toMatchObject([
    {
      period: 0,
      reporter: account.address,
      units: 12n,
      revenue: parseEther("0.01"),
      owed: minimum,
      digest: sha256(await readFile(file)),
    },
  ]);
  expect(compliance.payments).toMatchObject([{ payer: account.address, amount: minimum }]);
  expect(compliance).toMatchObject({ arrears: { periods: 0 }, due: { debt: 0n } });
  expect(await receivedBy(work.id)).toBe(price + minimum);
  expect(guard.bodies.filter((body) => body.includes("copies,12"))).toEqual([]);
});

test("what is not paid with a report is a debt: it is paid in parts, and a correction makes it another one", async ({
  newPerson,
}) => {
  const licensee = await newPerson();
  const { page, account } = licensee;
  const author = await createAuthor();
  const { licence, work } = await sell(author, account, { duration: 30 * day, conditions: hourly });
  await pass(hour);
  await page.goto(`${pathOf(licence)}?tab=reports`);
  await connectWallet(licensee);
  const reports = page.getByRole("region", { name: "Reports and payments" });
  await reports.getByRole("textbox", { name: "Units sold or handed over" }).fill("5");
  await reports.getByRole("textbox", { name: "Revenue" }).fill("0.1");
  await reports.getByRole("radio", { name: "Nothing now" }).check();
  await reports.getByRole("button", { name: "Report", exact: true }).click();
  await expect(reports).toContainText("0.01 ETH is due for what was reported, and not paid yet.");
  expect((await licenceOf(licence)).compliance).toMatchObject({ due: { debt: price }, payments: [] });
  expect(await receivedBy(work.id)).toBe(price);

  await reports.getByRole("button", { name: "Pay it" }).click();
  await reports.getByRole("radio", { name: "Another amount" }).check();
  await reports.getByRole("textbox", { name: "Amount" }).fill("0.02");
  await expect(reports).toContainText("That is more than is due.");
  await reports.getByRole("textbox", { name: "Amount" }).fill("0.004");
  await step(page, "rights-27-pay-debt");
  await phone(page, "rights-27-pay-debt-phone");
  await reports.getByRole("button", { name: "Pay 0.004 ETH" }).click();
  await expect(reports).toContainText("0.006 ETH is due for what was reported, and not paid yet.");
  expect(await receivedBy(work.id)).toBe(price + parseEther("0.004"));
  await reports.getByRole("button", { name: "Do it again" }).click();
  await expect(reports.getByRole("button", { name: "Pay 0.006 ETH" })).toBeEnabled();

  await reports.getByRole("button", { name: "Correct a report" }).click();
  await reports.getByRole("combobox", { name: "Which report" }).selectOption("Period 1");
  await reports.getByRole("textbox", { name: "Units sold or handed over" }).fill("2");
  await reports.getByRole("textbox", { name: "Revenue" }).fill("0.03");
  await expect(reports.getByRole("button", { name: "Correct the report" })).toBeEnabled();
  await step(page, "rights-28-correct");
  await reports.getByRole("button", { name: "Correct the report" }).click();
  await expect(reports).toContainText("0.001 ETH was paid too much, and counts for what will be owed.");
  await expect(reports.getByRole("row").filter({ hasText: "0.03 ETH" })).toContainText("corrected");
  await phone(page, "rights-28-corrected-phone");
  const { compliance } = await licenceOf(licence);
  expect(compliance).toMatchObject({
    account: { units: 2n, revenue: parseEther("0.03"), owed: parseEther("0.003"), paid: parseEther("0.004") },
    due: { debt: 0n, credit: parseEther("0.001") },
    reports: [{ period: 0, units: 2n, owed: price, corrected: expect.anything() }],
  });
});

test("a licence text that names a token fits a phone", async ({ newPerson }) => {
  const { page, account } = await newPerson();
  const currency = { address: token, symbol: "dUSD", decimals: 6 };
  const terms = { duration: 30 * day, conditions: { ...hourly, currency } };
  const { licence } = await sell(await createAuthor(), account, terms);
  await page.goto(`${pathOf(licence)}?tab=text`);
  const named = `dUSD, which is the token ${token.toLowerCase()}`;
  await expect(page.getByText(named, { exact: false }).first()).toBeVisible();
  await phone(page, "rights-26-token-text-phone");
});

test("L11 notice, the time to cure, and termination, which isLicensed knows", async ({ newPerson }) => {
  const creator = await newPerson();
  const licensee = await newPerson({ name: "Satchel Wallet" });
  const author = await createAuthor(creator.account);
  const terms = { duration: 30 * day, conditions: { ...endsForBreach, cure: 2 * day } };
  const { licence } = await sell(author, licensee.account, terms);
  const { page } = creator;
  await page.goto(`${pathOf(licence)}?tab=reports`);
  await connectWallet(creator);
  const breach = page.getByRole("region", { name: "Breach" });
  await breach.getByRole("button", { name: "Give notice of a breach" }).click();
  const file = await createFile("letter.txt", "You printed it on mugs.\n");
  await breach.getByTestId("choose-files").setInputFiles(file);
  await expect(breach.getByRole("button", { name: "Give notice" })).toBeEnabled();
  await step(page, "rights-03-notice");
  await breach.getByRole("button", { name: "Give notice" }).click();
  await expect(breach).toContainText("left to cure a breach");
  await step(page, "rights-04-noticed");
  const noticed = await licenceOf(licence);
  expect(noticed.compliance.notice).toMatchObject({ evidence: sha256(await readFile(file)) });
  expect(await reasonOf(licence, licensee.account.address)).toBe("licensed");

  await licensee.page.goto(`${pathOf(licence)}?tab=reports`);
  await connectWallet(licensee);
  await expect(licensee.page.getByText("Talk to your licensor")).toBeVisible();
  await expect(licensee.page.getByRole("button", { name: "End the licence" })).toHaveCount(0);
  // Nobody rules under these terms, but an answer stands beside the notice.
  await expect(licensee.page.getByText("Contest it before the arbitrator")).toHaveCount(0);
  const answered = licensee.page.getByRole("region", { name: "Breach" });
  await answered.getByText("Answer it, for the record").click();
  const answer = await createFile("answer.txt", "They were not mugs of mine.\n");
  await answered.getByTestId("choose-files").setInputFiles(answer);
  await step(licensee.page, "rights-29-answer");
  await answered.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(answered).toContainText("by a file with the SHA-256");
  expect((await licenceOf(licence)).compliance.notice).toMatchObject({
    answers: [{ licensee: licensee.account.address, digest: sha256(await readFile(answer)) }],
  });

  await pass(2 * day);
  await page.reload();
  await expect(breach).toContainText("The time to cure a breach is over");
  await breach.getByRole("checkbox", { name: "The breach was not cured" }).check();
  await expect(breach.getByRole("button", { name: "End the licence" })).toBeEnabled();
  await step(page, "rights-05-terminate");
  await breach.getByRole("button", { name: "End the licence" }).click();
  await expect(page.getByText("Ended for a breach", { exact: false }).first()).toBeVisible();
  await step(page, "rights-06-terminated");
  expect(await licenceOf(licence)).toMatchObject({ ended: "terminated", state: "terminated" });
  expect(await reasonOf(licence, licensee.account.address)).toBe("terminated");
});

test("a notice of breach is taken back, and the next one gives the whole time again", async ({ newPerson }) => {
  const creator = await newPerson();
  const licensee = await newPerson({ name: "Satchel Wallet" });
  const author = await createAuthor(creator.account);
  const conditions = { ...endsForBreach, cure: 2 * day };
  const sold = await sell(author, licensee.account, { duration: 30 * day, conditions });
  const { licence } = sold;
  const rules = rulesOf(sold);
  const notice = noticeCall(deployment, { ...rules, evidence: sha256("0x02") });
  await author.send(notice);
  await pass(3 * day);
  const { page } = creator;
  await page.goto(`${pathOf(licence)}?tab=reports`);
  await connectWallet(creator);
  const breach = page.getByRole("region", { name: "Breach" });
  await expect(breach).toContainText("The time to cure a breach is over");
  await breach.getByText("It was cured: take the notice back").click();
  await expect(breach.getByRole("button", { name: "Take the notice back" })).toBeEnabled();
  await step(page, "rights-21-withdraw-notice");
  await breach.getByRole("button", { name: "Take the notice back" }).click();
  await expect(breach.getByRole("button", { name: "Give notice of a breach" })).toBeVisible();
  await expect(breach).toContainText("Taken back");
  await step(page, "rights-22-notice-withdrawn");
  const withdrawn = await licenceOf(licence);
  expect(withdrawn.compliance.notice).toBeUndefined();
  expect(withdrawn.compliance.notices).toHaveLength(1);
  await expect(author.send(terminateCall(deployment, rules))).rejects.toThrow();
  await author.send(notice);
  await licensee.page.goto(`${pathOf(licence)}?tab=reports`);
  await expect(licensee.page.getByText(/(2 days|47 hours) left to cure a breach/)).toBeVisible();
});

test("L11 a notice that is contested waits for the arbitrator, who rules that the licence goes on", async ({
  newPerson,
}) => {
  const creator = await newPerson();
  const licensee = await newPerson({ name: "Satchel Wallet" });
  const author = await createAuthor(creator.account);
  const { address: arbitrator } = await deployMock("Arbitrators.sol/CentralArbitrator");
  const conditions: Conditions = {
    ...endsForBreach,
    cure: 2 * day,
    arbitrator: { address: arbitrator, extraData: "0x", silence: 7 * day },
  };
  const sold = await sell(author, licensee.account, { duration: 90 * day, conditions });
  const { licence } = sold;
  const rules = rulesOf(sold);
  await author.send(noticeCall(deployment, { ...rules, evidence: sha256("0x03") }));
  const { page } = licensee;
  await page.goto(`${pathOf(licence)}?tab=reports`);
  await connectWallet(licensee);
  const breach = page.getByRole("region", { name: "Breach" });
  await expect(breach).toContainText("or to contest the notice before an arbitrator");
  await breach.getByText("Contest it before the arbitrator").click();
  await expect(breach).toContainText("then rules within 7 days whether the licence may be ended");
  await expect(breach).toContainText("You pay the arbitrator 1 ETH.");
  await expect(breach.getByRole("button", { name: "Contest it" })).toBeEnabled();
  await step(page, "rights-30-contest");
  await phone(page, "rights-30-contest-phone");
  await breach.getByRole("button", { name: "Contest it" }).click();
  await expect(breach).toContainText("A notice of breach is before the arbitrator");
  expect((await licenceOf(licence)).compliance.notice).toMatchObject({ state: "contested", dispute: { id: 0n } });
  expect(await publicClient.getBalance({ address: arbitrator })).toBe(parseEther("1"));

  await pass(3 * day);
  await creator.page.goto(`${pathOf(licence)}?tab=reports`);
  await connectWallet(creator);
  const contested = creator.page.getByRole("region", { name: "Breach" });
  await expect(contested).toContainText("The licence counts in full until the arbitrator rules.");
  await expect(contested.getByRole("button", { name: "End the licence" })).toHaveCount(0);
  await step(creator.page, "rights-31-contested");
  await expect(author.send(terminateCall(deployment, rules))).rejects.toThrow();

  const abi = parseAbi(["function give(address arbitrable, uint256 disputeId, uint256 ruling)"]);
  const args = [deployment.contracts.compliance.address, 0n, 1n] as const;
  await author.send({ address: arbitrator, abi, functionName: "give", args });
  await creator.page.reload();
  await expect(contested).toContainText("The arbitrator ruled that the licence goes on.");
  await expect(contested.getByRole("button", { name: "Give notice of a breach" })).toBeVisible();
  expect((await licenceOf(licence)).compliance).toMatchObject({ notice: undefined, notices: [{ state: "rejected" }] });
  expect(await reasonOf(licence, licensee.account.address)).toBe("licensed");
});

test("a licence with duties goes to another account only once that one says that it takes it over", async ({
  newPerson,
}) => {
  const holder = await newPerson();
  const next = await newPerson({ name: "Satchel Wallet" });
  const author = await createAuthor();
  const terms = { duration: 30 * day, transferable: true, conditions: hourly };
  const sold = await sell(author, holder.account, terms);
  const { licence } = sold;
  await pass(hour);
  const report = { period: 0, units: 1n, revenue: price };
  await (await createAuthor(holder.account)).send(reportUsageCall(deployment, { ...rulesOf(sold), report }));
  const { page } = holder;
  await page.goto(pathOf(licence));
  await connectWallet(holder);
  const onward = page.getByRole("region", { name: "Transfer it" });
  await onward.getByRole("textbox", { name: "New holder" }).fill(next.account.address);
  await expect(onward).toContainText("The new holder has not said yet that they take it over.");
  await step(page, "rights-34-pass-on");

  await next.page.goto(pathOf(licence));
  await connectWallet(next);
  const take = next.page.getByRole("region", { name: "Take it over" });
  await expect(take).toContainText("what is unpaid already, would be yours");
  await take.getByRole("button", { name: "I would take it over" }).click();
  await expect(take).toContainText("You said that you would take it over");
  await step(next.page, "rights-35-take-over");

  await page.reload();
  await onward.getByRole("button", { name: "Transfer it" }).click();
  await expect.poll(async () => (await licenceOf(licence)).holder).toBe(next.account.address);
  expect((await licenceOf(licence)).compliance.due).toMatchObject({ debt: price / 10n });
  await openTab(next.page, "Reports");
  await expect(next.page.getByRole("region", { name: "Reports and payments" })).toContainText("0.001 ETH is due");
});

test("an agent whom the holder names reports for them, until the holder ends that", async ({ newPerson }) => {
  const holder = await newPerson();
  const agent = await newPerson({ name: "Satchel Wallet" });
  const { licence } = await sell(await createAuthor(), holder.account, { duration: 30 * day, conditions: hourly });
  const { page } = holder;
  await page.goto(pathOf(licence));
  await connectWallet(holder);
  const agents = page.getByRole("region", { name: "Agents" });
  await expect(agents).toContainText("Nobody else may act.");
  await agents.getByText("Name an agent", { exact: true }).click();
  await agents.getByRole("textbox", { name: "Account of the agent" }).fill(agent.account.address);
  await expect(agents.getByRole("button", { name: "Name the agent" })).toBeEnabled();
  await step(page, "rights-36-agent");
  await agents.getByRole("button", { name: "Name the agent" }).click();
  await expect(agents).toContainText("without an end");

  await pass(hour);
  await agent.page.goto(`${pathOf(licence)}?tab=reports`);
  await connectWallet(agent);
  const reports = agent.page.getByRole("region", { name: "Reports and payments" });
  await reports.getByRole("textbox", { name: "Units sold or handed over" }).fill("1");
  await reports.getByRole("textbox", { name: "Revenue" }).fill("0.02");
  await reports.getByRole("radio", { name: "Nothing now" }).check();
  await reports.getByRole("button", { name: "Report", exact: true }).click();
  await expect(reports).toContainText("0.002 ETH is due for what was reported");
  expect((await licenceOf(licence)).compliance.reports).toMatchObject([{ reporter: agent.account.address }]);

  await page.reload();
  await agents.getByText("End it", { exact: true }).click();
  await agents.getByRole("button", { name: "End it now" }).click();
  await expect(agents).toContainText("Nobody else may act.");
  await pass(hour);
  await agent.page.reload();
  await expect(reports).toContainText("One period is missing");
  await expect(reports.getByRole("textbox")).toHaveCount(0);
});
