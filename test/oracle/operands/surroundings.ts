/**
 * Where a formula stands, and what is around: `$F` is the formula, `$S` the statement that holds it, `$8` and on what may
 * throw besides; `$A` begins a function, and `$C` calls it. Everything is in one line.
 */

/** Statements with a formula, by name. In the first four both ways out of the formula are counted. */
export const contexts = {
  if: "if ($F) { note(1); }",
  "if-else": "if ($F) { note(1); } else { note(2); }",
  ternary: "note(($F) ? 1 : 2);",
  not: "if (!($F)) { note(1); }",
  while: "while ($F) { return 1; }",
  "while-throws": "{ let n = 0; while ($F) { $8; n += 1; if (n > 1) return 1; } }",
  "while-breaks": "{ let n = 0; while ($F) { if ($8) break; n += 1; if (n > 1) return 1; } }",
  do: "{ let n = 0; do { n += 1; if (n > 1) return 1; } while ($F); }",
  "do-throws": "{ let n = 0; do { n += 1; $8; if (n > 1) break; } while ($F); }",
  for: "for (let n = 0; $F; n += 1) { return 1; }",
  "for-step": "for (let n = 0; n < 2 ? ($F) : false; n += 1, $8) { note(1); }",
  "for-of": "for (const x of ($F) ? [1] : []) { note(x); }",
  switch: "switch ($F) { case true: note(1); break; default: note(2); }",
  case: "switch (true) { case $8: note(1); case $F: note(2); default: note(3); }",
  default: "{ const g = (x = $F) => note(x); g(); }",
  pattern: "{ const { x = $F } = {}; note(x); }",
  assign: "{ let x; x ??= $F; note(x); }",
  "assign-given": "{ let x = $8; x ??= $F; note(x); }",
  statement: "$F;",
  argument: "note($F, $8);",
  "late-argument": "note($8, $F);",
  optional: "note?.($F);",
  "optional-absent": "($8 ? note : undefined)?.($F);",
  template: "note(`${$F}`);",
  member: "note({}[$F]);",
  arm: "note($8 ? ($F) : 0);",
  "arm-of-if": "if ($8 ? ($F) : $9) { note(1); } else { note(2); }",
  "part-of-if": "if (note($F) === $8) { note(1); } else { note(2); }",
  return: "return $F;",
  "return-ternary": "return ($F) ? 1 : 2;",
  throw: "throw $F;",
  value: "{ const x = $F; note(x); }",
  "two-values": "{ const x = $8, y = $F, z = $9; }",
  "last-value": "const x = $F;",
  parenthesized: "const x = ($F);",
  class: "class A extends (($F) ? Object : Object) { [$8]() {} }",
} as const;

export type Context = keyof typeof contexts;

/** What stands around the statement. */
export const surroundings = [
  "$S",
  "$S $10;",
  "$10; $S $11;",
  "$S const g = () => 1; const h = $10;",
  "if ($10) { $S } $11;",
  "if ($10) $S else return 1; $11;",
  "if ($10) { $S return 1; } $11;",
  "if ($10) return 1; $S $11;",
  "for (let i = 0; i < 2; i += 1) { $S } $10;",
  "for (let i = 0; i < 2; i += 1) { if ($10) continue; $S } $11;",
  "for (;;) { if ($10) break; $S break; } $11;",
  "for (const i of [1, 2]) { $S $10; }",
  "{ let m = 0; do { m += 1; if ($10) break; $S } while (m < 2); } $11;",
  "a: { if ($10) break a; $S } $11;",
  "a: for (const i of [1, 2]) { for (const j of [1]) { if ($10) continue a; $S } } $11;",
  "try { $S } catch { note(1); } $10;",
  "try { $S $10; } catch (error) { note(1); }",
  "try { $S } catch { } $10;",
  "try { $S } catch { const { x = 1 } = $10; note(x); } $11;",
  "try { $S } finally { $10; } $11;",
  "a: try { $S } finally { if ($10) break a; } $11;",
  "a: try { $10; } catch { $S } finally { break a; } $11;",
  "try { $10; } catch { $S } $11;",
  "try { $10; } finally { $S } $11;",
  "try { try { $S } finally { note(1); } $10; } catch { note(2); } $11;",
  "switch ($10) { case true: $S case false: $11; } $12;",
  "switch ($10) { case true: $S break; default: return 1; } $11;",
  "switch ($10) { case true: $11; case false: $S } $12;",
  "switch ($10) { case true: case false: $S default: $11; }",
  "const g = $A { $S }; $Cg(); $10;",
  "try { const g = $A { $S $10; }; $Cg(); } catch { note(1); } $11;",
  "const g = $A { $S $10; }; try { $Cg(); } catch { note(1); } $11;",
] as const;

export type Surrounding = (typeof surroundings)[number];
