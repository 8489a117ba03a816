/** The rows of a table by key, changed in place so that what has the focus keeps it. */
export class Rows {
  #body;
  #rows = new Map();

  constructor(body) {
    this.#body = body;
  }

  /** The row of a key, made by `create` when there is none; `isFirst` puts a new one on top. */
  row(key, create, isFirst = false) {
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = document.createElement("tr");
    // Said aloud, as a table that is laid out in blocks on a phone is none to some browsers.
    row.setAttribute("role", "row");
    create(row);
    this.#rows.set(key, row);
    if (isFirst) this.#body.prepend(row);
    else this.#body.append(row);
    return row;
  }

  /** The row of a key, if there is one. */
  find(key) {
    return this.#rows.get(key);
  }

  /** All rows, in the order in which they were made. */
  list() {
    return [...this.#rows.values()];
  }

  /** Removes the rows whose keys are not among these. */
  keep(keys) {
    for (const key of this.#rows.keys()) if (!keys.has(key)) this.remove(key);
  }

  remove(key) {
    const row = this.#rows.get(key);
    this.#rows.delete(key);
    if (row === undefined) return;
    const hasFocus = row.contains(document.activeElement);
    const neighbour = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    if (hasFocus) putFocus(neighbour ?? this.#body.closest("section").querySelector("h2"));
  }
}

/** Puts the focus near where it was, as what had it is gone: else the keyboard begins at the top of the page. */
export function putFocus(place) {
  const target = place.querySelector("button:not([hidden])") ?? place.querySelector("th") ?? place;
  if (target.tagName !== "BUTTON") target.tabIndex = -1;
  target.focus();
}

/** Adds a cell that says on a phone, where there is no head, what it is. */
export function addCell(row, label, tag = "td") {
  const cell = document.createElement(tag);
  cell.dataset.label = label;
  cell.setAttribute("role", tag === "th" ? "rowheader" : "cell");
  row.append(cell);
  return cell;
}

/** Writes a text where it is another, and lets it be seen. */
export function write(cell, text) {
  const before = cell.textContent;
  if (before === text) return;
  cell.textContent = text;
  // A new row is seen anyhow.
  if (before === "") return;
  cell.classList.remove("changed");
  requestAnimationFrame(() => cell.classList.add("changed"));
}

/** Adds a button; its name says to a screen reader what it is for, as there is one in each row. */
export function addButton(cell, text, what, onClick) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.setAttribute("aria-label", `${text} ${what}`);
  button.addEventListener("click", onClick);
  cell.append(button);
  return button;
}
