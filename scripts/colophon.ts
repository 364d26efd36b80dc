/** The command line: `npm run --silent colophon -- …`. See cli/src/main.ts. */
process.chdir(process.env.COLOPHON_CWD ?? process.env.INIT_CWD ?? process.cwd());
const { colophon } = await import("../cli/src/main.ts");
process.exitCode = await colophon(process.argv.slice(2));
