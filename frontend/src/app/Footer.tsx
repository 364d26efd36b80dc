import { Link } from "wouter";
import { LimitsStatement } from "../components/LimitsStatement.tsx";
import { routes } from "./routes.tsx";

export function Footer() {
  return (
    <footer className="mt-20 border-rule border-t">
      <div className="mx-auto grid max-w-6xl gap-3 px-4 py-10 text-soft text-sm sm:px-6">
        <nav aria-label="More">
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {routes
              .filter(({ more }) => more)
              .map(({ path, more }) => (
                <li key={path}>
                  <Link href={path} className="link inline-flex min-h-9 items-center">
                    {more}
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
        <p aria-hidden="true" className="font-serif text-2xl leading-none">
          ❦
        </p>
        <div className="max-w-3xl">
          <LimitsStatement />
        </div>
        <p>
          The contracts have no owner and take no fee. Everything on this page can be read from the chain without us.
        </p>
      </div>
    </footer>
  );
}
