import { isSameAddress } from "@colophon/sdk";
import { nameAddressOf, nameDocumentOf, nameTypedData, type SignedName } from "@colophon/sdk/read";
import { Download } from "lucide-react";
import { useState } from "react";
import type { Address } from "viem";
import { siteLink } from "../../config/site.ts";
import { SignButton } from "../../flow/SignButton.tsx";
import { useTypedSignature } from "../../flow/useTypedSignature.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { clock } from "../../lib/clock.ts";
import { downloadFile } from "../../lib/download.ts";
import { Button } from "../../ui/button.tsx";
import { Fold } from "../../ui/Fold.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { CopyButton } from "../../ui/values.tsx";
import { domainIn } from "./SiteName.tsx";

/** For the owner of a page alone: signs that a domain is theirs, and gives them the file for it to serve. */
export function ProveSite({ account }: { account: Address }) {
  const { id: chainId } = useActiveChain();
  const wallet = useTypedSignature();
  const [text, setText] = useState("");
  const [signed, setSigned] = useState<SignedName>();
  const domain = domainIn(text);
  if (!wallet.account || !isSameAddress(wallet.account, account)) return null;
  const sign = async () => {
    if (!domain.ok) return;
    const statement = { domain: domain.value, account, chainId, since: clock.now() };
    const signature = await wallet.sign(nameTypedData(statement));
    if (signature) setSigned({ ...statement, signature });
  };
  return (
    <Fold title="This is you: show your domain here">
      <div className="grid max-w-prose gap-4">
        <p>
          You sign that a domain is yours, and put a small file on it. Whoever opens your page can then check that both
          say the same. Signing costs nothing and sends nothing. Taking the file away takes the name away.
        </p>
        <Field label="Your domain" error={text !== "" && !domain.ok ? domain.sentence : undefined}>
          <Input
            value={text}
            placeholder="example.org"
            onChange={(event) => {
              setText(event.target.value);
              setSigned(undefined);
            }}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <SignButton
          wallet={wallet}
          label="Sign that it is yours"
          onSign={() => void sign()}
          incomplete={domain.ok ? undefined : "Type your domain first."}
        />
        {signed ? <PutThere name={signed} /> : null}
      </div>
    </Fold>
  );
}

function PutThere({ name }: { name: SignedName }) {
  const link = siteLink(`/person/${name.account}?site=${encodeURIComponent(name.domain)}`);
  return (
    <ol className="grid list-decimal gap-3 pl-5 [overflow-wrap:anywhere]">
      <li>
        Save the file.
        <div className="mt-2">
          <Button
            size="small"
            icon={<Download aria-hidden="true" className="size-4" />}
            onClick={() => downloadFile("colophon.json", nameDocumentOf([name]))}
          >
            Save colophon.json
          </Button>
        </div>
      </li>
      <li>
        Put it on your site, so that it opens at <span translate="no">{nameAddressOf(name.domain)}</span>. If your host
        lets you, allow pages to ask for it: <code translate="no">Access-Control-Allow-Origin: *</code>
      </li>
      <li>
        Share the link to this page with your domain in it: <span translate="no">{link}</span>
        <CopyButton text={link} label="Copy the link to your page" />
      </li>
    </ol>
  );
}
