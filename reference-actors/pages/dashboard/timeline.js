const MOST = 100;

/** Adds a line at the top, with the time of day; the oldest go. */
export function addToTimeline(list, text) {
  const [item, time] = [document.createElement("li"), document.createElement("time")];
  const now = new Date();
  time.dateTime = now.toISOString();
  time.textContent = now.toTimeString().slice(0, 8);
  item.append(time, text);
  list.prepend(item);
  while (list.children.length > MOST) list.lastChild.remove();
}
