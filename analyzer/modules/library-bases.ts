/** A package whose base classes are Durable Objects, and which of its exports are not. */
interface Library {
  readonly specifier: RegExp;
  readonly names: RegExp;
}

/** Known by name, so that no package needs to be installed or typed for its actors to be found. */
const LIBRARIES: readonly Library[] = [
  { specifier: /^cloudflare:workers$/, names: /^DurableObject$/ },
  { specifier: /^agents(?:\/|$)/, names: /^(?:Agent|McpAgent|.*Agent)$/ },
  {
    specifier: /^@cloudflare\/(?:agents|ai-chat|think|voice|codemode)(?:\/|$)/,
    names: /Agent$|^Think$/,
  },
  { specifier: /^partyserver$|^hono-party/, names: /^Server$/ },
  {
    specifier: /^(?:y-partyserver|@cloudflare\/y-partyserver)(?:\/|$)/,
    names: /^(?:YServer|default)$/,
  },
  { specifier: /^party(?:sub|sync)(?:\/|$)/, names: /Server$/ },
  { specifier: /^@cloudflare\/actors(?:\/|$)/, names: /^Actor$/ },
  { specifier: /^@cloudflare\/containers(?:\/|$)/, names: /^Container$/ },
  { specifier: /^@cloudflare\/sandbox(?:\/|$)/, names: /^Sandbox$/ },
];

/** True for a base class of a package that is known to be a Durable Object. `*` members pass their own name. */
export function isActorBase(specifier: string, name: string): boolean {
  return LIBRARIES.some((library) => library.specifier.test(specifier) && library.names.test(name));
}

/** True for the runtime's own base class, whose public methods are all RPC methods. */
export function isRuntimeBase(specifier: string): boolean {
  return specifier === "cloudflare:workers";
}
