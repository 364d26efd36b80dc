import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { HomePage } from "./HomePage.tsx";

/*
 * The pages of the site.
 *
 * To add a feature: make `features/<feature>/<Name>Page.tsx` with one exported component (its props are the route's
 * parameters, as strings), and add a line here. `nav` puts it in the header's navigation, in the order of this list.
 * - The page starts with a `PageHeader`; its route's `title` names the browser tab, `usePageTitle` refines it.
 * - Chain reads: `useActiveChain()` for addresses, `useReadContext()` with the SDK's `read…` functions in
 *   a `useQuery`. Chain writes: build calls with the SDK's `…Call` functions and give them to `TransactionButton`.
 * - Typed form state goes into `useDraft`, so that a reload loses nothing.
 * - A feature imports from `components`, `config` and `lib`, never from another feature or from `app`.
 */

export type AppRoute = {
  path: string;
  title: string;
  /** The word in the header's navigation. */
  nav?: string;
  /** Its words in the footer, for pages that the header has no room for. */
  more?: string;
  /**
   * Whether accounts stand here in papers or drafts that nobody else has: the index is not asked what they call
   * themselves, since whoever runs it would learn who deals with whom.
   */
  confidential?: true;
  page: ComponentType | LazyPage["page"];
  load?: LazyPage["load"];
};

const AgreementPage = lazyPage(() =>
  import("../features/agreements/AgreementPage.tsx").then((module) => module.AgreementPage),
);

const AgreementsPage = lazyPage(() =>
  import("../features/agreements/AgreementsPage.tsx").then((module) => module.AgreementsPage),
);

const BasketPage = lazyPage(() => import("../features/checkout/BasketPage.tsx").then((module) => module.BasketPage));

const BrowsersPage = lazyPage(() => import("./BrowsersPage.tsx").then((module) => module.BrowsersPage));

const CertificatePage = lazyPage(() =>
  import("../features/prove/certificate/CertificatePage.tsx").then((module) => module.CertificatePage),
);

const EarnPage = lazyPage(() => import("../features/earnings/EarnPage.tsx").then((module) => module.EarnPage));

const LicencePage = lazyPage(() => import("../features/licences/LicencePage.tsx").then((module) => module.LicencePage));

const LicencesPage = lazyPage(() =>
  import("../features/licences/LicencesPage.tsx").then((module) => module.LicencesPage),
);

const LicencesSoldPage = lazyPage(() =>
  import("../features/works/LicencesSoldPage.tsx").then((module) => module.LicencesSoldPage),
);

const MakeOfferPage = lazyPage(() =>
  import("../features/offers/MakeOfferPage.tsx").then((module) => module.MakeOfferPage),
);

const OfferPage = lazyPage(() => import("../features/checkout/OfferPage.tsx").then((module) => module.OfferPage));

const QuotePage = lazyPage(() => import("../features/checkout/QuotePage.tsx").then((module) => module.QuotePage));

const ProvePage = lazyPage(() => import("../features/prove/ProvePage.tsx").then((module) => module.ProvePage));

const PersonPage = lazyPage(() => import("../features/person/PersonPage.tsx").then((module) => module.PersonPage));

const ProofPage = lazyPage(() => import("../features/prove/ProofPage.tsx").then((module) => module.ProofPage));

const ClearancePage = lazyPage(() =>
  import("../features/search/clearance/ClearancePage.tsx").then((module) => module.ClearancePage),
);

const PortfolioPage = lazyPage(() =>
  import("../features/portfolio/PortfolioPage.tsx").then((module) => module.PortfolioPage),
);

const TracePage = lazyPage(() => import("../features/licences/files/TracePage.tsx").then((module) => module.TracePage));

const TrendsPage = lazyPage(() => import("../features/trends/TrendsPage.tsx").then((module) => module.TrendsPage));

const LookupPage = lazyPage(() => import("../features/search/LookupPage.tsx").then((module) => module.LookupPage));

const PriorPage = lazyPage(() => import("../features/search/PriorPage.tsx").then((module) => module.PriorPage));

const RegisterPage = lazyPage(() =>
  import("../features/register/RegisterPage.tsx").then((module) => module.RegisterPage),
);

const SeriesPage = lazyPage(() =>
  import("../features/register/series/SeriesPage.tsx").then((module) => module.SeriesPage),
);

const RevisePage = lazyPage(() =>
  import("../features/register/revise/RevisePage.tsx").then((module) => module.RevisePage),
);

const SearchPage = lazyPage(() => import("../features/search/SearchPage.tsx").then((module) => module.SearchPage));

const SalePage = lazyPage(() => import("../features/sales/SalePage.tsx").then((module) => module.SalePage));

const SendClaimPage = lazyPage(() =>
  import("../features/earnings/SendClaimPage.tsx").then((module) => module.SendClaimPage),
);

const StatementsPage = lazyPage(() =>
  import("../features/statements/StatementsPage.tsx").then((module) => module.StatementsPage),
);

const VerifyPage = lazyPage(() => import("../features/verify/VerifyPage.tsx").then((module) => module.VerifyPage));

const WorkPage = lazyPage(() => import("../features/works/WorkPage.tsx").then((module) => module.WorkPage));

const WorksPage = lazyPage(() => import("../features/works/WorksPage.tsx").then((module) => module.WorksPage));

export const routes: readonly AppRoute[] = [
  { path: "/", title: "Colophon", page: HomePage },
  { path: "/prove", title: "Prove", confidential: true, nav: "Prove", ...ProvePage },
  { path: "/prove/:stamped", title: "Prove", confidential: true, ...ProofPage },
  { path: "/prove/:commitment/certificate", title: "Certificate", confidential: true, ...CertificatePage },
  { path: "/register", title: "Register", confidential: true, nav: "Register", ...RegisterPage },
  { path: "/register/series/:stamped", title: "Register a series", confidential: true, ...SeriesPage },
  { path: "/works", title: "Works", nav: "Works", ...WorksPage },
  { path: "/work/:id", title: "Work", ...WorkPage },
  { path: "/work/:id/offer", title: "Make an offer", confidential: true, ...MakeOfferPage },
  { path: "/work/:id/licences", title: "Licences sold", ...LicencesSoldPage },
  { path: "/work/:id/trace", title: "Trace a copy", ...TracePage },
  { path: "/work/:id/sell", title: "Sale", confidential: true, ...SalePage },
  { path: "/work/:id/revise", title: "New version", confidential: true, ...RevisePage },
  { path: "/offer/:id", title: "Offer", ...OfferPage },
  { path: "/quote", title: "Quote", confidential: true, ...QuotePage },
  { path: "/basket", title: "Several licences", ...BasketPage },
  { path: "/lookup", title: "Look up", nav: "Look up", ...LookupPage },
  { path: "/licences", title: "Your licences", nav: "Licences", ...LicencesPage },
  { path: "/licence/:id", title: "Licence", ...LicencePage },
  { path: "/earn", title: "Earnings", nav: "Earn", ...EarnPage },
  { path: "/statements", title: "Statements", more: "Statements", ...StatementsPage },
  { path: "/claim", title: "Send a withdrawal", confidential: true, ...SendClaimPage },
  { path: "/verify", title: "Verify", confidential: true, nav: "Verify", ...VerifyPage },
  { path: "/search", title: "Search", ...SearchPage },
  { path: "/search/registered", title: "Is it registered?", ...PriorPage },
  { path: "/clearance", title: "May I use this?", more: "Clearance report", ...ClearancePage },
  { path: "/person/:account", title: "Person", ...PersonPage },
  { path: "/portfolio", title: "Portfolio", more: "Portfolio", ...PortfolioPage },
  { path: "/trends", title: "Trends", more: "Trends", ...TrendsPage },
  { path: "/agreements", title: "Agreements", confidential: true, more: "Agreements", ...AgreementsPage },
  { path: "/agreement", title: "Agreement", confidential: true, ...AgreementPage },
  { path: "/order", title: "Sale", confidential: true, ...SalePage },
  { path: "/browsers", title: "Browsers", more: "Browsers", ...BrowsersPage },
];

type RouteParams = Record<string, string>;

type LazyPage = {
  page: LazyExoticComponent<ComponentType<RouteParams>>;
  /** Fetches its code ahead of its first render. */
  load: () => Promise<unknown>;
};

/**
 * A page in a chunk of its own, which the browser loads when somebody goes there. Its props are the parameters that
 * its path names; that the two agree is for the person who writes the route.
 */
function lazyPage<Props extends RouteParams>(load: () => Promise<ComponentType<Props>>): LazyPage {
  return { load, page: lazy(async () => ({ default: (await load()) as ComponentType<RouteParams> })) };
}

/** Fetches the code of the page at this path. If that fails, the page itself will say so when it is shown. */
export function preloadRoute(path: string): void {
  const parts = path.split("/");
  const route = routes.find((candidate) => {
    const wanted = candidate.path.split("/");
    return wanted.length === parts.length && wanted.every((part, i) => part.startsWith(":") || part === parts[i]);
  });
  route?.load?.().catch(() => undefined);
}
