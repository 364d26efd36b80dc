#!/bin/sh
# What Playwright starts as its Firefox: the installed one, behind proxy.ts. Both names come from scripts/e2e.ts.
exec "$COLOPHON_NODE" "$(dirname "$0")/proxy.ts" "$@"
