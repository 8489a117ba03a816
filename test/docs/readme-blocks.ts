/** A fenced block of a Markdown text, and the comment right before it that says how it is proven. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** 1-based line of the opening fence. */
  readonly line: number;
  /** What stands in `<!-- proof: ... -->` on the line before, or null. */
  readonly proof: string | null;
}

/** Lists the fenced blocks of a Markdown text in their order. */
export function listBlocks(markdown: string): readonly Block[] {
  const lines = markdown.split("\n");
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, language] = /^```(\S+)$/.exec(lines[at] ?? "") ?? [];
    if (language === undefined) continue;
    const end = lines.indexOf("```", at + 1);
    const [, proof] = /^<!-- proof: (.+) -->$/.exec(lines[at - 1] ?? "") ?? [];
    blocks.push({
      language,
      text: lines.slice(at + 1, end).join("\n"),
      line: at + 1,
      proof: proof ?? null,
    });
    at = end;
  }
  return blocks;
}
