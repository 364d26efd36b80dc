import { describe, expect, it } from "vitest";
import { emptyPayment, type PaymentForm, parsePaymentForm, parseReportForm } from "./report.ts";

const file = { name: "report.csv", digest: "0x01" } as const;

describe("parseReportForm", () => {
  it("takes the digest of a file along, and nothing else of it", () => {
    expect(parseReportForm({ units: "7", revenue: "1.5", file }, 6)).toEqual({
      errors: {},
      usage: { units: 7n, revenue: 1_500_000n, digest: "0x01" },
    });
  });

  it("L13 W10 refuses what could mean two things, with what to do", () => {
    const read = (units: string, revenue: string) => parseReportForm({ units, revenue, file: undefined }, 2);
    expect(read("", "").errors).toEqual({
      units: "Type how many; 0 if there were none.",
      revenue: "Type the revenue; 0 if there was none.",
    });
    for (const units of ["1.5", "1,000", "-1", "0x10", "1e3"]) expect(read(units, "0").errors.units).toBeDefined();
    for (const revenue of ["1,234", "1.234", "-1", "1e3"]) expect(read("0", revenue).errors.revenue).toBeDefined();
    expect(read(String(2n ** 128n), "0").errors.units).toBeDefined();
    expect(read(String(2n ** 128n - 1n), "0").errors.units).toBeUndefined();
    expect(parseReportForm({ units: "0", revenue: "0", file: undefined }, undefined).errors.revenue).toBeDefined();
  });
});

describe("parsePaymentForm", () => {
  const read = (changes: Partial<PaymentForm>, debt = 1_000n) =>
    parsePaymentForm({ ...emptyPayment, ...changes }, debt, 2);

  it("pays all that is due, another amount, or nothing now", () => {
    expect(read({}).payment).toEqual({ amount: 1_000n, withheld: 0n });
    expect(read({ pay: "other", amount: "2.50" }).payment).toEqual({ amount: 250n, withheld: 0n });
    expect(read({ pay: "later", amount: "nonsense" }).payment).toEqual({ amount: 0n, withheld: 0n });
  });

  it("pays with a report only what nobody else can pay before, if that is chosen", () => {
    const added = { ...emptyPayment, pay: "added" } as const;
    expect(parsePaymentForm(added, 1_000n, 2, 400n).payment?.amount).toBe(400n);
    const taxed = { ...added, taxed: true, withheld: "3", certificate: file } as const;
    expect(parsePaymentForm(taxed, 1_000n, 2, 400n).payment).toMatchObject({ amount: 100n, withheld: 300n });
    expect(parsePaymentForm({ ...taxed, withheld: "5" }, 1_000n, 2, 400n).payment?.amount).toBe(0n);
  });

  it("counts tax that was withheld as paid, with its certificate", () => {
    const taxed = { taxed: true, withheld: "1.50", certificate: file };
    expect(read(taxed).payment).toEqual({ amount: 850n, withheld: 150n, certificate: "0x01" });
    expect(read({ ...taxed, certificate: undefined }).errors.certificate).toContain("Choose the certificate");
    expect(read({ ...taxed, withheld: "0" }).errors.withheld).toContain("above 0");
    expect(read({ ...taxed, withheld: "10.01" }).errors.withheld).toContain("more than is due");
  });

  it("L13 refuses to pay more than is due", () => {
    expect(read({ pay: "other", amount: "10.01" }).errors.amount).toContain("more than is due");
    const taxed = { taxed: true, withheld: "9", certificate: file };
    expect(read({ ...taxed, pay: "other", amount: "1.01" }).errors.amount).toContain("more than is due");
  });
});
