import { Connection, attempt, pageParameter, showState, socketUrl } from "../connection.js";

const element = (id) => document.getElementById(id);
const voter = (sessionStorage.voter ??= `voter-${crypto.randomUUID()}`);

const connection = new Connection(socketUrl(`/poll/${pageParameter("poll", "main")}`), {
  state: (state) => showState(element("state"), state),
  open: () => void attempt(element("vote-problem"), begin),
  event: take,
});

/** Asks for the events first: what changes before the results come is in the results. */
async function begin() {
  await connection.ask({ type: "subscribe", topic: "results" });
  show(await askPoll({ type: "get_results" }));
}

async function askPoll(message) {
  const answer = await connection.ask({ type: "ask", to: "poll", message });
  if (answer.message.type === "error") throw new Error(answer.message.message);
  return answer.message;
}

function take(frame) {
  if (frame.type !== "event") return;
  show(frame.message);
  void connection.ask({ type: "acknowledge", number: frame.number }).catch(() => undefined);
}

element("vote").addEventListener("submit", (event) => {
  event.preventDefault();
  const option = new FormData(event.target).get("option");
  void attempt(element("vote-problem"), async () => {
    if (typeof option !== "string")
      throw new Error("Could not vote: found no option chosen, expected one. Choose one.");
    element("voted").textContent = "";
    await askPoll({ type: "vote", voter, option });
    element("voted").textContent = `Your vote is for ${option}. Vote again to change it.`;
    element("voted").dataset.option = option;
  });
});
element("close").addEventListener(
  "click",
  () => void attempt(element("vote-problem"), () => askPoll({ type: "close_poll" })),
);
element("open").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const { question, options } = Object.fromEntries(new FormData(form));
  const texts = options
    .split("\n")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  void attempt(element("open-problem"), async () => {
    await askPoll({ type: "open_poll", question, options: texts });
    form.reset();
  });
});

/** Shows how the poll stands; the options are made anew only when they are others, so that a choice stays. */
function show({ question, isOpen, results }) {
  if (question === "") return;
  element("none").hidden = true;
  element("question").textContent = isOpen ? question : `${question} (closed)`;
  const wasOpen = !element("vote").hidden;
  const hadFocus = element("vote").contains(document.activeElement);
  element("vote").hidden = !isOpen;
  if (wasOpen && !isOpen) endVote(hadFocus);
  if (!wasOpen && isOpen) forgetVote();
  const names = JSON.stringify(results.map(({ option }) => option));
  if (element("options").dataset.names !== names) {
    element("options").dataset.names = names;
    forgetVote();
    element("results").replaceChildren(...results.flatMap(createResult));
    element("options").replaceChildren(
      element("options").firstElementChild,
      ...results.map(createOption),
    );
  }
  const most = Math.max(
    1,
    results.reduce((sum, { votes }) => sum + votes, 0),
  );
  results.forEach(({ option, votes }, index) => {
    const [term, value] = [
      element("results").children[2 * index],
      element("results").children[2 * index + 1],
    ];
    // Only what is another now: a screen reader says what changes here.
    if (term.textContent !== `${option}: ${votes}`) term.textContent = `${option}: ${votes}`;
    Object.assign(value.firstElementChild, { max: most, value: votes });
  });
}

/** Says what a vote was for that cannot be changed any more. */
function endVote(hadFocus) {
  const { option } = element("voted").dataset;
  if (option !== undefined) element("voted").textContent = `Your vote was for ${option}.`;
  if (!hadFocus) return;
  // What had the focus is hidden now: else the keyboard would begin at the top of the page.
  element("question").tabIndex = -1;
  element("question").focus();
}

/** Another poll may have the same options. */
function forgetVote() {
  element("voted").textContent = "";
  delete element("voted").dataset.option;
  element("vote").reset();
}

function createOption({ option }) {
  const [label, radio] = [document.createElement("label"), document.createElement("input")];
  label.className = "inline";
  Object.assign(radio, { type: "radio", name: "option", value: option });
  label.append(radio, option);
  return label;
}

function createResult({ option }) {
  const [term, value, meter] = ["dt", "dd", "meter"].map((tag) => document.createElement(tag));
  meter.setAttribute("aria-label", `Votes for ${option}`);
  value.append(meter);
  return [term, value];
}
