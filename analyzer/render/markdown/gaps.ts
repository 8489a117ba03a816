import { sayRoute } from "../../routes/say-route.ts";
import { countOutcomes, type Gap } from "../gaps.ts";
import type { RenderOptions } from "../renderer.ts";
import { sayCount } from "../text/percent.ts";
import { toCode, toHtmlCode, toMarkdown } from "./escape.ts";

const DEFAULT_LIMIT = 200;

/** GitHub refuses a summary of more than 1 MiB whole. */
const MOST_BYTES = 900_000;

const MOST_ROUTES = 3;
const MOST_IDS = 12;

/** The gaps of each file in a section that unfolds; those that do not fit are counted. */
export function renderGaps(
  gaps: readonly Gap[],
  { limit = DEFAULT_LIMIT }: RenderOptions,
): readonly string[] {
  const lines: string[] = [];
  let bytes = 0;
  let shown = 0;
  let path: string | undefined;
  for (const gap of gaps.slice(0, limit)) {
    const head = gap.path === path ? [] : renderHead(gap.path, gaps);
    const found = [
      ...(path === undefined || head.length === 0 ? [] : FOOT),
      ...head,
      ...renderGap(gap),
    ];
    bytes += Buffer.byteLength(found.join("\n"));
    if (bytes > MOST_BYTES) break;
    lines.push(...found);
    path = gap.path;
    shown += 1;
  }
  if (path !== undefined) lines.push(...FOOT);
  const more = gaps.length - shown;
  if (more > 0)
    lines.push(`and ${sayCount(more, "more untested path")}; \`--format json\` has all`, "");
  return lines;
}

const FOOT: readonly string[] = ["", "</details>", ""];

function renderHead(path: string, gaps: readonly Gap[]): readonly string[] {
  const count = gaps.filter((gap) => gap.path === path).length;
  return [
    "<details>",
    `<summary>${toHtmlCode(path)}: ${sayCount(count, "untested path")}</summary>`,
    "",
  ];
}

function renderGap(gap: Gap): readonly string[] {
  const line = gap.branches[0]?.decision.start.line ?? 1;
  const { cause, action } = gap.explanation;
  const behind = countOutcomes(gap.behind);
  return [
    `- line ${line}, ${toCode(gap.unit)}: ${toMarkdown(cause)}`,
    ...renderItem("to cover", toMarkdown(action)),
    ...renderItem("reached by", sayRoutes(gap)),
    ...renderItem(behind === 0 ? "" : "behind it", sayCount(behind, "branch", "branches")),
    ...renderItem("id", sayIds(gap)),
  ];
}

function renderItem(label: string, markdown: string): readonly string[] {
  return label === "" || markdown === "" ? [] : [`  - **${label}** ${markdown}`];
}

function sayRoutes({ routes }: Gap): string {
  const calls = [...new Set(routes.map(sayRoute))];
  return sayFirst(calls, MOST_ROUTES);
}

function sayIds({ branches }: Gap): string {
  const ids = branches.flatMap(({ outcomes }) => outcomes.map(({ id }) => id));
  return sayFirst(ids, MOST_IDS);
}

function sayFirst(texts: readonly string[], most: number): string {
  const shown = texts.slice(0, most).map(toCode).join(", ");
  return texts.length > most ? `${shown} and ${texts.length - most} more` : shown;
}
