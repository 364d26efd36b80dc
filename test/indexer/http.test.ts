import { Hono } from "hono";
import { expect, test } from "vitest";
import { keepAnswers, keeping } from "../../indexer/http/keepAnswers.ts";
import { callerOf, limitRate } from "../../indexer/http/limitRate.ts";
import { partsOf, placeOf } from "../../indexer/query/place.ts";
import { readSettings } from "../../indexer/settings.ts";

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });

/** An index of one question, with a clock that only moves when it is told. */
function limited(perMinute: number, proxies = 0) {
  const clock = { now: 0 };
  const app = new Hono()
    .use(keepAnswers)
    .use(limitRate({ perMinute, proxies }, () => clock.now))
    .get("*", (c) => c.json({ items: [] }));
  const ask = (address: string, path = "/v1/works", headers: Record<string, string> = {}) =>
    app.request(path, { headers }, from(address));
  return { ask, clock };
}

test("an address that asks too often is told when to ask again, and others are not", async () => {
  const { ask, clock } = limited(60);
  for (let i = 0; i < 20; i++) expect((await ask("192.0.2.1")).status).toBe(200);
  const refused = await ask("192.0.2.1");
  expect(refused.status).toBe(429);
  expect(refused.headers.get("Retry-After")).toBe("1");
  expect(refused.headers.get("Cache-Control")).toBe("no-store");
  expect(refused.headers.get("Access-Control-Expose-Headers")).toContain("Retry-After");
  expect(await refused.json()).toEqual({
    error: { code: "too-many", message: expect.stringMatching(/at most 60 questions a minute.*in 1 second/) },
  });
  expect((await ask("192.0.2.2")).status).toBe(200);
  clock.now += 1000;
  expect((await ask("192.0.2.1")).status).toBe(200);
  expect((await ask("192.0.2.1")).status).toBe(429);
});

test("a statement counts for ten, and who asks for too much hears how long it takes", async () => {
  const { ask, clock } = limited(60);
  expect((await ask("192.0.2.1", "/v1/statements/audit")).status).toBe(200);
  expect((await ask("192.0.2.1", "/v1/statements/audit")).status).toBe(200);
  const refused = await ask("192.0.2.1", "/v1/statements/audit");
  expect(refused.headers.get("Retry-After")).toBe("10");
  clock.now += 9_000;
  expect((await ask("192.0.2.1", "/v1/statements/audit")).status).toBe(429);
  clock.now += 1_000;
  expect((await ask("192.0.2.1", "/v1/statements/audit")).status).toBe(200);
});

test("the health and the machine itself are never refused, and 0 is no limit", async () => {
  const { ask } = limited(1);
  for (let i = 0; i < 40; i++) {
    expect((await ask("192.0.2.1", "/v1/health/ready")).status).toBe(200);
    expect((await ask("127.0.0.1")).status).toBe(200);
    expect((await ask("::ffff:127.0.0.1")).status).toBe(200);
  }
  const free = limited(0);
  for (let i = 0; i < 40; i++) expect((await free.ask("192.0.2.1")).status).toBe(200);
});

test("what somebody writes of themselves is believed of our own proxies only", async () => {
  expect(callerOf("10.0.0.1", "203.0.113.9", 0)).toBe("10.0.0.1");
  expect(callerOf("10.0.0.1", "203.0.113.9", 1)).toBe("203.0.113.9");
  expect(callerOf("10.0.0.1", "1.1.1.1, 203.0.113.9", 1)).toBe("203.0.113.9");
  expect(callerOf("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2", 2)).toBe("203.0.113.9");
  expect(callerOf("10.0.0.1", undefined, 1)).toBe("10.0.0.1");
  // Somebody who writes many addresses is still one.
  const { ask } = limited(60, 1);
  for (let i = 0; i < 20; i++) {
    expect((await ask("127.0.0.1", "/v1/works", { "x-forwarded-for": `9.9.9.${i}, 203.0.113.9` })).status).toBe(200);
  }
  expect((await ask("127.0.0.1", "/v1/works", { "x-forwarded-for": "9.9.9.99, 203.0.113.9" })).status).toBe(429);
});

test("one household of IPv6 is one address, however it is written", () => {
  expect(callerOf("2001:db8:0:7::1", undefined, 0)).toBe("2001:db8:0:7::/64");
  expect(callerOf("2001:0db8:0000:0007:aaaa:bbbb:cccc:dddd", undefined, 0)).toBe("2001:db8:0:7::/64");
  expect(callerOf("2001:db8::1", undefined, 0)).toBe("2001:db8:0:0::/64");
  expect(callerOf("::ffff:203.0.113.9", undefined, 0)).toBe("::ffff:203.0.113.9");
});

test("an answer that has not changed is told by 304, and every other is asked for again", async () => {
  let items = ["a"];
  const app = new Hono()
    .use(keepAnswers)
    .get("/v1/works", (c) => c.json({ items }))
    .post("/v1/clearance", (c) => c.json({ items }))
    .get("/v1/health", (c) => c.json({}, 200, { "Cache-Control": "no-store" }))
    .get("/v1/statements/audit", () => new Response("a,b", { headers: { "Cache-Control": keeping.closed } }))
    .get("/v1/none", (c) => c.json({}, 404));
  const first = await app.request("/v1/works");
  const tag = String(first.headers.get("ETag"));
  expect(tag).toMatch(/^"[\w-]{27}"$/);
  expect(first.headers.get("Cache-Control")).toBe("public, no-cache");
  expect(await first.json()).toEqual({ items });
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
    const same = await app.request("/v1/works", { headers: { "If-None-Match": known } });
    expect([same.status, same.headers.get("ETag"), await same.text()], known).toEqual([304, tag, ""]);
  }
  items = ["a", "b"];
  const changed = await app.request("/v1/works", { headers: { "If-None-Match": tag } });
  expect(changed.status).toBe(200);
  expect(changed.headers.get("ETag")).not.toBe(tag);
  const plain = async (path: string, method = "GET") => {
    const { headers } = await app.request(path, { method });
    return [headers.get("Cache-Control"), headers.get("ETag")];
  };
  expect(await plain("/v1/clearance", "POST")).toEqual(["no-store", null]);
  expect(await plain("/v1/health")).toEqual(["no-store", null]);
  expect(await plain("/v1/none")).toEqual(["no-store", null]);
  expect(await plain("/v1/statements/audit")).toEqual(["public, max-age=86400, immutable", null]);
});

test("a place says nothing to whoever gets it, and none but one of ours is taken", () => {
  const place = placeOf(12n, `0x${"ab".repeat(28)}`);
  expect(place).toMatch(/^[\w-]+$/);
  expect(partsOf(place, 2)).toEqual(["12", `0x${"ab".repeat(28)}`]);
  expect(partsOf(undefined, 2)).toBeUndefined();
  for (const wrong of ["5", "", "zz", placeOf(5), placeOf("5'", "6"), placeOf("-5", "6"), placeOf(1, 2, 3)]) {
    expect(() => partsOf(wrong, 2), wrong).toThrow(/“after” is .*unchanged/);
  }
});

test("how often an address may ask is set by the environment, and what is no number is refused", () => {
  const set = (more: Record<string, string>) =>
    readSettings({
      COLOPHON_RPC_URL: "http://127.0.0.1:1",
      COLOPHON_INDEX_FOLDER: "/tmp",
      COLOPHON_DEPLOYMENT: "/none.json",
      ...more,
    });
  expect(() => set({ COLOPHON_RATE: "many" })).toThrow(/COLOPHON_RATE is “many”: give a number of questions a minute/);
  expect(() => set({ COLOPHON_PROXIES: "-1" })).toThrow(/COLOPHON_PROXIES is “-1”: give a number of proxies/);
});
