import type { Row } from "../gap.ts";
import { binary } from "./binary.ts";
import { condition } from "./condition.ts";
import { conditional } from "./conditional.ts";
import { defaultValue } from "./default-value.ts";
import { doWhile } from "./do-while.ts";
import { finallyRow } from "./finally.ts";
import { ifRow } from "./if.ts";
import { logicalAssign } from "./logical-assign.ts";
import { logical } from "./logical.ts";
import { loop } from "./loop.ts";
import { nullish } from "./nullish.ts";
import { optionalChain } from "./optional-chain.ts";
import { switchRow } from "./switch.ts";
import { tryRow } from "./try.ts";

/** The words for each kind of decision: a kind is one file and one line here. */
export const rows: readonly Row[] = [
  ifRow,
  conditional,
  switchRow,
  binary,
  defaultValue,
  logical,
  condition,
  nullish,
  logicalAssign,
  optionalChain,
  loop,
  doWhile,
  tryRow,
  finallyRow,
];
