import { forever, isSameAddress } from "@colophon/sdk";
import { setAgentCall } from "@colophon/sdk/calls";
import type { Agent } from "@colophon/sdk/read";
import { useMemo } from "react";
import * as v from "valibot";
import type { Address } from "viem";
import { useConnection } from "wagmi";
import { DraftNotice } from "../flow/DraftNotice.tsx";
import { AccountField, MomentField } from "../flow/fields.tsx";
import { Read } from "../flow/Read.tsx";
import { TransactionButton } from "../flow/TransactionButton.tsx";
import { useDraft } from "../flow/useDraft.ts";
import { useActiveChain } from "../lib/chain.ts";
import { parseAddress } from "../lib/parse.ts";
import { useAgents } from "../lib/reads.ts";
import { formatTime } from "../lib/time.ts";
import { parseLocalTime } from "../lib/typedTime.ts";
import { AddressView } from "../ui/values.tsx";

type AgentsProps = {
  /** The number of the work or of the licence. */
  grantor: bigint;
  /** For whom they act. */
  account: Address;
  /** What it is about, such as "licence 3 of “Salt”". */
  subject: string;
  href: string;
};

/** Who may act for an account in what concerns a work or a licence, and the way to name somebody. */
export function Agents(props: AgentsProps) {
  const { address } = useConnection();
  const own = isSameAddress(address, props.account);
  const agents = useAgents(props.grantor, props.account);
  return (
    <div className="grid gap-6">
      <p className="max-w-prose">
        An agent may publish and close offers, give notice, report and renew, until a time. They can transfer nothing.
      </p>
      <Read of={agents} what="who may act">
        {(list) =>
          list.length === 0 ? (
            <p className="text-soft">Nobody else may act.</p>
          ) : (
            <ul className="grid gap-3">
              {list.map((agent) => (
                <li key={agent.agent} className="grid gap-2 border-rule border-b pb-3">
                  <p>
                    <AddressView value={agent.agent} />,{" "}
                    {agent.until >= forever ? "without an end" : `until just before ${formatTime(agent.until)}`}
                  </p>
                  {own ? <EndAgent {...props} agent={agent} /> : null}
                </li>
              ))}
            </ul>
          )
        }
      </Read>
      {own ? <NameAgent {...props} /> : null}
    </div>
  );
}

/** Ends what somebody may do. */
function EndAgent({ grantor, subject, href, agent: { agent } }: AgentsProps & { agent: Agent }) {
  const { deployment } = useActiveChain();
  const calls = useMemo(
    () => [
      {
        call: setAgentCall(deployment, { grantor, agent, until: 0 }),
        says: `Let ${agent} act no longer for ${subject}.`,
      },
    ],
    [deployment, grantor, agent, subject],
  );
  return (
    <details>
      <summary className="link w-fit">End it</summary>
      <TransactionButton
        intent={`end-agent:${grantor}:${agent}`}
        title={`End an agent for ${subject}`}
        calls={calls}
        label="End it now"
        href={href}
      />
    </details>
  );
}

const AgentForm = v.object({ agent: v.string(), until: v.string() });

/** Names somebody who may act until a time. */
function NameAgent({ grantor, account, subject, href }: AgentsProps) {
  const { deployment } = useActiveChain();
  const intent = `agent:${grantor}`;
  const draft = useDraft({ key: intent, version: 1, schema: AgentForm, initial: { agent: "", until: "" } });
  const { value } = draft;
  const parsed = parseAddress(value.agent, [{ address: account, why: "This is your own account." }], deployment);
  const agent = parsed.ok ? parsed.address : undefined;
  const until = value.until === "" ? forever : parseLocalTime(value.until);
  const calls = useMemo(
    () =>
      agent && until !== undefined
        ? [
            {
              call: setAgentCall(deployment, { grantor, agent, until }),
              says: `Let ${agent} act for you in what concerns ${subject}${until === forever ? "" : `, until just before ${formatTime(until)}`}.`,
            },
          ]
        : undefined,
    [deployment, grantor, agent, until, subject],
  );
  return (
    <details className="max-w-2xl rounded-lg border border-rule px-5 py-3">
      <summary className="link w-fit py-1">Name an agent</summary>
      <div className="mt-3 grid gap-5">
        <DraftNotice of={draft} />
        <AccountField
          label="Account of the agent"
          value={value.agent}
          onChange={(next) => draft.set((before) => ({ ...before, agent: next }))}
          error={value.agent && !parsed.ok ? parsed.error : undefined}
        />
        <MomentField
          label="Until"
          empty="Empty: until you end it."
          value={value.until}
          onChange={(next) => draft.set((before) => ({ ...before, until: next }))}
          error={
            until === undefined ? "There is no such moment on your clock. Choose another date and time." : undefined
          }
        />
        <TransactionButton
          intent={intent}
          title={`Name an agent for ${subject}`}
          calls={calls}
          label="Name the agent"
          href={href}
          incomplete="Paste the address of the agent to go on."
          onConfirmed={draft.clear}
        />
      </div>
    </details>
  );
}
