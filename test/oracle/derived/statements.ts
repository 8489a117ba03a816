/**
 * Statements of which outcomes are derived from several counters. `‹a|b›` is `a` where the truth is told, by `m`, and `b`
 * where the analyzer tells it; `$0` and on may throw. An outcome is named by its kind, by which decision of that kind it
 * belongs to in the statement, and by its label, or its number where labels hold code.
 */

const PASS = '‹k += 1; m(k === 1 ? "loop 0 entered" : k === 2 ? "loop 0 repeated" : "");|›';
const LOOP = "‹let k = 0;|›";
const BEHIND = '‹if (k === 0) m("loop 0 zero");|›';
const ITEMS = "($0 ? [1, 2, 3].slice(0, $1 ? 1 : 3) : [])";
const USED = '‹(m("default-arg 0 used"), $1)|$1›';
const GIVEN = '‹{ get a() { m("default-arg 0 given"); return 1; } }|{ a: 1 }›';
const UNREADABLE = "{ [Symbol.iterator]() { throw null; } }";
const FELL = "‹fell = true;|›";

function clause(match: number, fallThrough: number): string {
  return `‹m(fell ? "switch 0 #${fallThrough}" : "switch 0 #${match}"); fell = false; any = true;|›`;
}

const SWITCH = "‹let fell = false, any = false;|›switch";

export const statements: readonly string[] = [
  `{ ${LOOP}for (const x of ${ITEMS}) { ${PASS}note(x); } ${BEHIND} }`,
  `{ ${LOOP}for (const x of ${ITEMS}) { ${PASS}$2; } ${BEHIND} $3; }`,
  `{ ${LOOP}for (const x of ${ITEMS}) { ${PASS}if ($2) break; $3; } ${BEHIND} $4; }`,
  `{ ${LOOP}for (const x of ${ITEMS}) { ${PASS}if ($2) return 1; } ${BEHIND} $3; }`,
  `{ ${LOOP}for (const x of ${ITEMS}) { ${PASS}const y = ($2); note(y); } ${BEHIND} $3; }`,
  `{ ${LOOP}for (const x of ${ITEMS}) { ${PASS}class A extends ($2 ? Object : null) {} note(A); } ${BEHIND} }`,
  `{ ${LOOP}let n = 0; while (n < 3 ? $0 : false) { ${PASS}n += 1; $1; } ${BEHIND} $2; }`,
  `{ ${LOOP}for (let n = 0; n < 3 ? $0 : false; n += 1) { ${PASS}if ($1) continue; $2; } ${BEHIND} }`,
  `{ ${LOOP}for (const [x] of $0 ? [[1], [2]] : [${UNREADABLE}]) { ${PASS}note(x); } ${BEHIND} }`,
  `{ for (const { a = ${USED} } of $0 ? [{}, ${GIVEN}, {}] : []) { note(a); } $2; }`,
  `{ const { a = ${USED}, b = $2 } = $0 ? ${GIVEN} : {}; note(a, b); }`,
  `{ let a; ({ a = ${USED} } = $0 ? ${GIVEN} : {}); $2; }`,
  `{ const g = ({ a = ${USED} }) => { note(a); }; g($0 ? ${GIVEN} : {}); $2; }`,
  // The parameter's own default comes first.
  `{ const g = ({ a = ${USED}, b = $2 } = {}, c = $3) => { note(a, b, c); }; g($0 ? ${GIVEN} : {}); }`.replaceAll(
    "default-arg 0",
    "default-arg 1",
  ),
  `{ const g = (a = 1, b = $2) => { note(a, b); }; g($0 ? ‹(m("default-arg 0 given"), 2)|2› : undefined); }`,
  `{ const g = function* ({ a = ${USED} }) { note(a); }; const h = g($0 ? ${GIVEN} : {}); if ($2) h.next(); }`,
  `{ try { $0; throw ${GIVEN}; } catch ({ a = ${USED}, b = $2 }) { note(a, b); } }`,
  `{ try { $0; } catch { ‹m("try 0 catches");|›$1; } $2; }`,
  `{ try { $0; } catch ({ x = ‹(m("try 0 catches"), $1)|$1› }) { note(x); } $2; }`,
  `{ try { $0; } catch { ‹m("try 0 catches");|›const y = ($1); note(y); } $2; }`,
  `{ const t = (x) => { ‹m(x ? "do-while 0 repeat" : "do-while 0 exit");|› return x; }; let n = 0; do { n += 1; $0; } while (t(n < 3 ? $1 : false)); $2; }`,
  `{ const t = (x) => { ‹m(x ? "do-while 0 repeat" : "do-while 0 exit");|› return x; }; let n = 0; do { n += 1; if ($0) break; $2; } while (t(n < 3 ? $1 : false)); $3; }`,
  `{ const t = (x) => { ‹m(x ? "do-while 0 repeat" : "do-while 0 exit");|› return x; }; let n = 0; do { const y = ($0); n += 1; } while (t(n < 3 ? $1 : false)); }`,
  `{ ${SWITCH} ($0) { case true: ${clause(0, 0)}$1; ${FELL}case $2: ${clause(1, 2)}$3; if ($4) break; $5; ${FELL}case null: ${clause(3, 4)}$6; } ‹if (!any) m("switch 0 #5");|›$7; }`,
  `{ ${SWITCH} ($0) { case true: ${clause(0, 0)}$1; break; case $2: ${clause(1, 1)}return 1; } ‹if (!any) m("switch 0 #2");|›$3; }`,
  `{ ${SWITCH} ($0) { case true: ${clause(0, 0)}if ($1) return 1; $2; ${FELL}case false: ${clause(1, 2)}$3; break; default: ${clause(3, 3)}$4; } }`,
  `{ ${SWITCH} (p0) { case true: ${clause(0, 0)}$1; break; case false: ${clause(1, 1)}$2; break; } ‹if (!any) m("switch 0 #2");|›}`,
];
