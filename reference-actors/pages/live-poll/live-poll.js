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
  void attempt(element("vote-problem"), () => {
    if (option === null)
      throw new Error("Could not vote: found no option chosen, expected one. Choose one.");
    return askPoll({ type: "vote", voter, option });
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
  element("question").textContent = isOpen ? question : `${question} (closed)`;
  element("vote").hidden = !isOpen;
  const names = JSON.stringify(results.map(({ option }) => option));
  if (element("options").dataset.names !== names) {
    element("options").dataset.names = names;
    element("options").replaceChildren(
      element("options").firstElementChild,
      ...results.map(createOption),
    );
  }
  const most = Math.max(
    1,
    results.reduce((sum, { votes }) => sum + votes, 0),
  );
  element("results").replaceChildren(...results.flatMap((result) => createResult(result, most)));
}

function createOption({ option }) {
  const [label, radio] = [document.createElement("label"), document.createElement("input")];
  label.className = "inline";
  Object.assign(radio, { type: "radio", name: "option", value: option });
  label.append(radio, option);
  return label;
}

function createResult({ option, votes }, most) {
  const [term, value, meter] = ["dt", "dd", "meter"].map((tag) => document.createElement(tag));
  term.textContent = `${option}: ${votes}`;
  Object.assign(meter, { min: 0, max: most, value: votes });
  meter.setAttribute("aria-label", `Votes for ${option}`);
  value.append(meter);
  return [term, value];
}
