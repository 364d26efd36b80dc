import { Search } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useSearchParams } from "wouter";
import { withWord } from "../../lib/browser.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Card } from "../../ui/page.tsx";

/** The box for everything that can be pasted or typed. */
export function AskBox({ asked, onAsk }: { asked: string; onAsk: () => void }) {
  const [, setSearch] = useSearchParams();
  const [text, setText] = useState(asked);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    onAsk();
    setSearch(withWord("q", text.trim()));
  };
  return (
    <Card>
      <form onSubmit={ask} className="grid h-full content-center gap-4">
        <Field
          label="A link, a number, a digest, an address, or words"
          hint="From this site, an explorer, a marketplace or a gateway; or a title, or who made it."
        >
          <Input
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <div>
          <Button type="submit" icon={<Search aria-hidden="true" className="size-4" />}>
            Look it up
          </Button>
        </div>
      </form>
    </Card>
  );
}
