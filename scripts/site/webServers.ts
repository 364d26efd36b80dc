import type { RuntimeConfig } from "../../frontend/src/config/config.ts";
import { homeOf, languages } from "../../frontend/translation/languages.ts";
import { documentPolicy, policyOf, securityHeaders } from "../local/http.ts";

/** Where a site is to be, and whom its pages may ask. */
export type SiteSettings = {
  /** The path of the site on its origin, with a slash at both ends. */
  base: string;
  /** Other origins that pages may ask. */
  connect: readonly string[];
};

/** Files whose names change with their content, and all others. */
const kept = { assets: "public, max-age=31536000, immutable", others: "no-cache", settings: "no-store" } as const;

/** No JSON-RPC request is longer, in MiB: what the local server takes. */
const longest = 2;

/** The origins beside the site's own that its settings name, in order. */
export function originsOf({ chains, deliveries, store }: RuntimeConfig): string[] {
  const named = [
    ...chains.flatMap(({ rpc, index }) => [rpc, index]),
    ...deliveries,
    ...store.gateways,
    store.api,
    store.pinning?.url,
  ].flatMap((url) => (url && /^https?:/.test(url) ? [new URL(url).origin] : []));
  return [...new Set(named)].sort();
}

/** What every answer of a site carries. */
export const headersOf = ({ connect }: Pick<SiteSettings, "connect">): Record<string, string> => ({
  ...securityHeaders,
  "Content-Security-Policy": policyOf(connect),
});

/** Where the site is in each of its languages. */
const homesOf = (base: string): string[] => [...languages.map((language) => homeOf(language, base)), base];

const made = "Made by npm run site:files";

const quoted = (value: string) => `"${value.replaceAll('"', '\\"')}"`;

const escaped = (path: string) => path.replaceAll(".", "\\.");

/** A file for nginx's conf.d: maps, and one server. */
export function nginxConf(settings: SiteSettings): string {
  const { base } = settings;
  const headers = (values: Record<string, string>, by: number) =>
    Object.entries(values)
      .map(([name, value]) => `${" ".repeat(by)}add_header ${name} ${quoted(value)} always;`)
      .join("\n");
  const { "Content-Security-Policy": _, ...plain } = headersOf(settings);
  const index = headers({ ...plain, "Content-Security-Policy": documentPolicy }, 8);
  return `# The site, its index and its node under one name. ${made}
# Put the site's files into the root${base === "/" ? "" : `'s folder ${base}`}, with config.json beside index.html.

map $uri $colophon_kept {
    "${base}config.json" "${kept.settings}";
${homesOf(base)
  .map((home) => `    ~^${escaped(home)}assets/ "${kept.assets}";`)
  .join("\n")}
    default "${kept.others}";
}

server {
    listen 127.0.0.1:8080; # or: listen 443 ssl, with ssl_certificate and ssl_certificate_key
    server_name _;
    root /srv/colophon;
    server_tokens off;
    gzip_static on;
    gzip_vary on;

${headers(headersOf(settings), 4)}
    # Not of refusals: a file that is missing for a moment must not be missing for a year.
    add_header Cache-Control $colophon_kept;

    # Pages have addresses of their own, and are all drawn by index.html, in each language by its own. What has an ending
    # is a file, or nothing.
${homesOf(base)
  .map((home) => `    location ${home} {\n        try_files $uri ${home}index.html;\n    }`)
  .join("\n")}
    location ~ \\.[^/]*$ {
        try_files $uri =404;
    }

    # The index: npm run index -- --port 42069 --proxies 1
    location = ${base}index/metrics {
        return 404;
    }
    location ^~ ${base}index/ {
        proxy_pass http://127.0.0.1:42069/;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_hide_header Content-Security-Policy;
        proxy_hide_header X-Content-Type-Options;
        proxy_read_timeout 120s;
        proxy_buffering off;
        client_max_body_size 1m;
${index}
    }

    # Files for licensees: colophon serve … --public https://<this name>${base}delivery --behind-proxy
    location ^~ ${base}delivery/ {
        proxy_pass http://127.0.0.1:4180/;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_read_timeout 120s;
        proxy_buffering off;
        client_max_body_size 64k;
        add_header X-Content-Type-Options "nosniff" always;
    }

    # The node, so that its key is nobody's but yours. Leave it out if config.json names a node that everybody may ask.
    location = ${base}rpc {
        limit_except POST {
            deny all;
        }
        proxy_pass http://127.0.0.1:8545/;
        proxy_ssl_server_name on;
        proxy_set_header Host $proxy_host;
        proxy_hide_header Access-Control-Allow-Origin;
        client_max_body_size ${longest}m;
        add_header Cache-Control "no-store" always;
        add_header X-Content-Type-Options "nosniff" always;
    }
}
`;
}

/** A whole Caddyfile; what differs from place to place are variables of the environment. */
export function caddyfile(settings: SiteSettings): string {
  const { base } = settings;
  const headers = (values: Record<string, string>, by: string) =>
    Object.entries(values)
      .map(([name, value]) => `${by}${name} ${quoted(value)}`)
      .join("\n");
  const { "Content-Security-Policy": _, ...plain } = headersOf(settings);
  const assets = homesOf(base)
    .map((home) => `${home}assets/*`)
    .join(" ");
  return `# The site, its index and its node under one name. ${made}
# Put the site's files into the root${base === "/" ? "" : `'s folder ${base}`}, with config.json beside index.html.
# COLOPHON_ADDRESS is the name of the site: Caddy gets its certificate by itself.
{
	admin off
}

{$COLOPHON_ADDRESS:colophon.example} {
	root * {$COLOPHON_ROOT:/srv/colophon}

	# The index: npm run index -- --port 42069 --proxies 1
	handle ${base}index/metrics {
		respond 404
	}
	handle ${base}index/* {
		uri strip_prefix ${base}index
		request_body {
			max_size 1MB
		}
		reverse_proxy {$COLOPHON_INDEX:127.0.0.1:42069} {
			header_up X-Forwarded-For {remote_host}
			flush_interval -1
		}
		header {
			defer
${headers({ ...plain, "Content-Security-Policy": documentPolicy }, "\t\t\t")}
		}
	}

	# Files for licensees: colophon serve … --public https://<this name>${base}delivery --behind-proxy
	handle ${base}delivery/* {
		uri strip_prefix ${base}delivery
		request_body {
			max_size 64KB
		}
		reverse_proxy {$COLOPHON_DELIVERY:127.0.0.1:4180} {
			header_up X-Forwarded-For {remote_host}
			flush_interval -1
		}
		header {
			defer
			X-Content-Type-Options "nosniff"
		}
	}

	# The node, so that its key is nobody's but yours. Leave it out if config.json names a node that everybody may ask.
	handle ${base}rpc {
		@other not method POST
		respond @other 403
		request_body {
			max_size ${longest}MB
		}
		rewrite * {$COLOPHON_RPC_PATH:/}
		reverse_proxy {$COLOPHON_RPC_ORIGIN:http://127.0.0.1:8545} {
			header_up Host {upstream_hostport}
			header_down -Access-Control-Allow-Origin
		}
		header {
			defer
			Cache-Control "${kept.settings}"
			X-Content-Type-Options "nosniff"
		}
	}

	handle {
		@settings path ${base}config.json
		# Not of refusals: a file that is missing for a moment must not be missing for a year.
		@assets {
			path ${assets}
			file
		}
		@others not path ${base}config.json ${assets}
		header @settings Cache-Control "${kept.settings}"
		header @assets Cache-Control "${kept.assets}"
		header @others Cache-Control "${kept.others}"
		header {
			-Server
${headers(headersOf(settings), "\t\t\t")}
		}
		# Pages have addresses of their own, and are all drawn by index.html, in each language by its own. What has an
		# ending is a file, or nothing.
${homesOf(base)
  .map(
    (home, at) =>
      `		@page${at} {\n			path ${home}*\n			not path_regexp \\.[^/]*$\n		}\n		rewrite @page${at} ${home}index.html`,
  )
  .join("\n")}
		file_server {
			precompressed br gzip
		}
	}
}
`;
}

/**
 * What static hosts read beside the files: `_headers` (Netlify, Cloudflare Pages) and `_redirects` (Netlify, IPFS gateways;
 * Cloudflare Pages does the same without it). What they say of keeping other files is right.
 */
export function staticFiles(settings: SiteSettings): Record<"_headers" | "_redirects", string> {
  const { base } = settings;
  const lines = Object.entries(headersOf(settings)).map(([name, value]) => `  ${name}: ${value}`);
  return {
    _headers: `# ${made}
${base}*
${lines.join("\n")}
${homesOf(base)
  .map((home) => `${home}assets/*\n  Cache-Control: ${kept.assets}`)
  .join("\n")}
${base}config.json
  Cache-Control: ${kept.settings}
`,
    _redirects: homesOf(base)
      .map((home) => `${home}* ${home}index.html 200\n`)
      .join(""),
  };
}

/** Every file that says how to serve a site, by its path in deploy/. */
export const siteFiles = (settings: SiteSettings): Record<string, string> => ({
  "nginx.conf": nginxConf(settings),
  Caddyfile: caddyfile(settings),
  ...Object.fromEntries(Object.entries(staticFiles(settings)).map(([name, text]) => [`static/${name}`, text])),
});
