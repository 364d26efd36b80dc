import { type FormEvent, useState } from "react";
import { getAddress, isAddress } from "viem";
import { useConnection } from "wagmi";
import { Link, useSearchParams } from "wouter";
import { AccountField } from "../../flow/fields.tsx";
import { NoIndex } from "../../flow/IndexNotices.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { parseAddress } from "../../lib/parse.ts";
import { walletDialog } from "../../lib/wallet.ts";
import { LicenceTasks } from "../../parts/tasks.tsx";
import { Button } from "../../ui/button.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { AddressView } from "../../ui/values.tsx";
import { Portfolio } from "./Portfolio.tsx";

/** Everything that an account has here: works, licences in both directions, and what they brought. */
export function PortfolioPage() {
  const chain = useActiveChain();
  const { address } = useConnection();
  const [search, setSearch] = useSearchParams();
  const asked = search.get("account") ?? "";
  const account = isAddress(asked, { strict: false }) ? getAddress(asked) : asked ? undefined : address;
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();

  const show = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseAddress(text, [], chain.deployment);
    setError(parsed.ok ? undefined : parsed.error);
    if (parsed.ok) setSearch({ account: parsed.address });
  };

  return (
    <>
      <PageHeader eyebrow={account && address === account ? "Yours" : "An account"} title="Portfolio">
        {account ? (
          <p>
            What <AddressView value={account} /> controls, licensed and holds on {chain.name}.
          </p>
        ) : (
          <p>Works, licences in both directions, and what they brought in. All of it is public on the chain.</p>
        )}
      </PageHeader>
      <LicenceTasks account={account} className="mb-8" />
      {chain.index === undefined ? (
        <NoIndex>
          Listing everything that an account has needs an index, and none is set up for {chain.name} here.
        </NoIndex>
      ) : account ? (
        <Portfolio account={account} />
      ) : (
        <EmptyState
          title={asked ? "This is not an account" : "Whose portfolio?"}
          actions={<Button onClick={() => walletDialog.setOpen(true)}>Connect a wallet</Button>}
        >
          <p>Connect a wallet to see your own, or paste any address below.</p>
        </EmptyState>
      )}
      {chain.index === undefined ? null : (
        <form
          onSubmit={show}
          className="mt-12 grid max-w-2xl items-end gap-4 border-rule border-t pt-8 sm:grid-cols-[1fr_auto]"
        >
          <AccountField
            label="Look at an account"
            value={text}
            onChange={(value) => {
              setText(value);
              setError(undefined);
            }}
            required={false}
            error={error}
          />
          <Button type="submit" variant="secondary">
            Show it
          </Button>
        </form>
      )}
      <p className="mt-8 text-soft">
        For what your shares earned and what waits for you, see{" "}
        <Link href="/earn" className="link">
          your earnings
        </Link>
        ; they are read from the chain.
      </p>
    </>
  );
}
