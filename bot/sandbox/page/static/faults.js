// What can go wrong, at the press of a button.

import { byId, el, keyed } from "./dom.js";
import * as panel from "./panel.js";
import { post } from "./server.js";

const PROCESS = {
  running: "The bot runs",
  starting: "The bot starts …",
  stopped: "The bot is down",
};
const KILL = {
  running: "Ends the bot’s process at once, like a power cut.",
  starting: "It looks for what it missed.",
  stopped: "Its process is gone. Ask something, then start it again: the answer comes, once.",
};

export function setUp() {
  byId("faults").append(
    panel.heading("faults", "Break it"),
    el("p", { className: "quiet" }, "Let something go wrong, then ask. The answer comes, late or with a reason, and only once."),
    el("ul", { className: "mishaps", id: "mishaps" }),
    el("p", { className: "refused", id: "faults-refused", role: "alert" }),
  );
  byId("open-faults").addEventListener("click", (event) => {
    if (panel.isOpen("faults")) panel.close();
    else panel.show("faults", event.currentTarget);
  });
}

export function draw(state) {
  byId("process").textContent = PROCESS[state.process];
  byId("process").dataset.process = state.process;
  const on = state.mishaps.filter((mishap) => mishap.on).length;
  byId("fault-count").hidden = on === 0;
  byId("fault-count").textContent = on;
  byId("fault-count").title = `${on} in force`;
  const items = [...state.mishaps, { key: "process", process: state.process }];
  const focused = document.activeElement?.closest("#mishaps li")?.dataset.key;
  keyed(byId("mishaps"), items, (item) => item.key, (item) => (item.process ? killer(item) : mishap(item)));
  if (focused && !byId("mishaps").contains(document.activeElement)) {
    byId("mishaps").querySelector(`[data-key="${focused}"] button`)?.focus();
  }
}

function mishap({ key, title, says, on, left }) {
  const onclick = () => act("mishap", { key, on: !on });
  return el(
    "li",
    { className: "mishap" },
    el("button", { type: "button", className: "switch", role: "switch", "aria-checked": String(on), "aria-describedby": `says-${key}`, onclick }, title),
    el("p", { className: "quiet", id: `says-${key}` }, on && left !== null ? `${says} ${left} left.` : says),
  );
}

function killer({ process }) {
  const isDead = process === "stopped";
  const onclick = () => act("bot", { do: isDead ? "start" : "kill" });
  const name = { running: "Kill the bot", starting: "Starting …", stopped: "Start the bot again" }[process];
  return el(
    "li",
    { className: "mishap" },
    el("button", { type: "button", className: isDead ? "action submit" : "action danger", onclick, "aria-disabled": process === "starting" ? "true" : null }, name),
    el("p", { className: "quiet" }, KILL[process]),
  );
}

async function act(path, body) {
  byId("faults-refused").textContent = "";
  try {
    await post(path, body);
  } catch (error) {
    byId("faults-refused").textContent = error.message;
  }
}
