import type { Report } from "../../../analyzer/report/document.ts";
import { actorOf, decisionOf, fileOf, missedOf, outcomeOf, reportOf } from "./report-of.ts";

/** Names and texts that mean something to one format or another: each is a file name, a condition and an explanation. */
export const hostile: readonly string[] = [
  "plain.ts",
  `quotes"and'apostrophes\`and\`\`backticks.ts`,
  "a,b:c;d=e%0Af%.ts",
  "two\nlines\r\nof\u2028three.ts",
  "\u001B[2J\u0000\u0007\u007F\u0085bell.ts",
  "]]></failure><script>alert(1)</script>&amp;&#0;.ts",
  "::error::pwned ##[error]pwned ::set-env name=A::b.ts",
  "| table | *bold* _it_ ~~no~~ <img src=x onerror=alert(1)> <!-- $x$.ts",
  "@everyone #1 owner/repo#2 :tada: https://evil.example/?a=1 www.evil.example a@evil.example.ts",
  "[link](https://evil.example) ![image](x) [[1]](1) {0} {{1}}.ts",
  "emoji 👩‍👩‍👧 \u202Ertl\u202C العربية é e\u0301.ts",
  "half a pair \uD83D and \uDE00 turned, \uFFFE \uFFFF.ts",
  "end_of_record\nSF:forged.ts\nDA:1,1.ts",
  "</details>\n\n# heading\n\n```\n- item\n  ~~~.ts",
  "white  space\tat ends ",
  "C:\\windows\\?query#hash.ts",
];

/** A file for each of them, with a missed, a covered and an unknown outcome whose words are hostile too. */
export function hostileReport(): Report {
  const files = hostile.map((text, index) =>
    fileOf(`src/${text}`, [
      decisionOf(
        [`Room.${text}`, index + 1, text],
        [
          missedOf(`id${index}:case ${text}`, [`\`${text}\` was never ${text}`, `send ${text}`]),
          outcomeOf(`id${index}:default`),
          outcomeOf(`id${index}:used`, { status: "unknown", hits: null, reason: text }),
        ],
      ),
    ]),
  );
  return reportOf(files, {
    actors: hostile.map((text) => actorOf(text, { outcomes: 2, covered: 1, missed: 1 }, [text])),
    skipped: hostile.map((text) => ({ path: text, reason: text })),
  });
}
