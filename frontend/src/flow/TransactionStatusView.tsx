import type { ChainConfig } from "../config/config.ts";
import { type TransactionRecord, transactions } from "../lib/transactions/record.ts";
import { Button, Spinner } from "../ui/button.tsx";
import { Notice, type NoticeTone } from "../ui/notice.tsx";
import { Hash, Money, Time } from "../ui/values.tsx";

export type TransactionStatusViewProps = {
  record: TransactionRecord;
  /** Whether this page is waiting for the wallet right now. */
  asking: boolean;
  chain: Pick<ChainConfig, "currency" | "explorer">;
};

const looks: Record<TransactionRecord["status"], { tone: NoticeTone; title: string }> = {
  signing: { tone: "info", title: "Your wallet is asking" },
  submitted: { tone: "info", title: "Sent, waiting for the network" },
  confirmed: { tone: "ok", title: "Done" },
  reverted: { tone: "danger", title: "It did not go through" },
  replaced: { tone: "warning", title: "Replaced" },
  dropped: { tone: "warning", title: "Dropped by the network" },
  unknown: { tone: "warning", title: "It is not known whether this happened" },
  rejected: { tone: "info", title: "You declined" },
  failed: { tone: "warning", title: "Not sent" },
};

/** After this long without a block, in milliseconds, something can be done about it. */
const longWait = 10 * 60_000;

/** Takes the person's word for it. It may turn up all the same, so what is asked for next has the same number. */
function sayItDidNotHappen(id: string): Promise<void> {
  return transactions.change(id, {
    status: "dropped",
    sentence: "You looked, and it did not happen. You can ask for it again.",
  });
}

/** Where a transaction stands, in words. */
export function TransactionStatusView({ record, asking, chain }: TransactionStatusViewProps) {
  const { tone, title } = looks[record.status];
  const { inclusion } = record;
  return (
    <Notice tone={tone} title={title} className="[&_p]:max-w-prose">
      {record.status === "signing" ? (
        <p>
          {asking
            ? "Read what it shows and sign, or decline. Nothing happens until you sign."
            : "Your wallet was asked in another tab, or before this page was reloaded. If you signed, the outcome appears here by itself. If you did not, close that request in your wallet and ask again: while it stays open there, it could still be signed, and then it happens twice."}
        </p>
      ) : null}
      {record.status === "submitted" ? (
        <p className="flex items-center gap-2">
          <Spinner />
          You may close this page; it goes on by itself and you find it here again.
        </p>
      ) : null}
      {record.status === "submitted" && Date.now() - record.createdAt > longWait ? (
        <p>
          It takes longer than usual. If its fee is too low, raise it or cancel it in your wallet; either is noticed
          here.
        </p>
      ) : null}
      {record.status === "unknown" ? (
        <p>
          Until you have looked, it is not asked for again, so that nothing is paid twice. If it turns up, this page
          shows it by itself.
        </p>
      ) : null}
      {record.status === "rejected" ? <p>Nothing was sent and nothing was paid. You can ask again.</p> : null}
      {record.sentence ? <p>{record.sentence}</p> : null}
      {inclusion ? (
        <p>
          <Time seconds={inclusion.time} block={inclusion.block} />. The fee was{" "}
          <Money amount={inclusion.fee} decimals={chain.currency.decimals} symbol={chain.currency.symbol} about={8} />
          {record.status === "reverted" ? "; nothing else was taken" : ""}.
        </p>
      ) : null}
      {record.status === "unknown" ? (
        <p>
          <Button size="small" variant="secondary" onClick={() => void sayItDidNotHappen(record.id)}>
            I looked: it did not happen
          </Button>
        </p>
      ) : null}
      {record.hash ? (
        <p className="text-sm">
          Transaction <Hash value={record.hash} label="transaction hash" />
          {chain.explorer ? (
            <a
              className="link ml-2"
              href={`${chain.explorer}/tx/${record.hash}`}
              target="_blank"
              rel="noreferrer noopener"
            >
              See it in an explorer
            </a>
          ) : null}
        </p>
      ) : null}
    </Notice>
  );
}
