// Under the hood of an answer: what the bot was told and the calls behind it, on a time line.

import { byId, el } from "./dom.js";
import * as panel from "./panel.js";
import { get } from "./server.js";

let chosen = null;
let shown = "";

/** Opens the drawer for a message. */
export async function choose(message, opener) {
  const root = byId("trace");
  chosen = message.id;
  shown = "";
  root.replaceChildren(panel.heading("trace", "Under the hood"), el("div", { id: "trace-body", className: "trace" }));
  await refresh();
  panel.show("trace", opener, () => {
    chosen = null;
  });
}

/** Closes the drawer: what happened for one person, or in one space, is nothing for the next. */
export function leave() {
  if (panel.isOpen("trace")) panel.close(false);
}

/** Draws it anew if something was added. */
export async function refresh() {
  if (!chosen) return;
  const asked = chosen;
  const found = await get("trace", { message: asked }).catch((error) => ({ error: error.message }));
  const stamp = JSON.stringify(found);
  if (asked !== chosen || stamp === shown) return;
  shown = stamp;
  const open = new Set([...byId("trace-body").querySelectorAll("details[open]")].map((one) => one.dataset.key));
  const focused = document.activeElement?.closest?.("#trace-body details")?.dataset.key;
  byId("trace-body").replaceChildren(...(found.error ? [el("p", {}, found.error)] : story(found)));
  for (const details of byId("trace-body").querySelectorAll("details")) {
    details.open = open.has(details.dataset.key);
    if (details.dataset.key === focused) details.querySelector("summary").focus();
  }
}

function story({ asked, steps, sent, isAnswered }) {
  const total = Math.max(1, ...steps.map((step) => step.start_ms + step.ms));
  const question = asked ? `${asked.who}: ${asked.words}` : "Nobody asked: the bot spoke by itself.";
  const calls = steps.filter((step) => step.kind === "call").length;
  const count = `${calls} ${calls === 1 ? "call" : "calls"} to Webex`;
  return [
    el("p", { className: "question" }, question),
    el("p", { className: "quiet" }, isAnswered ? `${count}, ${time(total)} in all.` : `${count} so far. No answer yet.`),
    steps.length ? axis(total) : null,
    el("ol", { className: "steps" }, steps.map((step, index) => drawn(step, index, total))),
    sent ? more("sent", "What the bot posted", json(sent)) : null,
  ].filter(Boolean);
}

const axis = (total) =>
  el(
    "p",
    { className: "axis", "aria-hidden": "true" },
    el("span", {}, "0"),
    el("span", { className: "key delivery" }, "Webex to the bot"),
    el("span", { className: "key" }, "the bot to Webex"),
    el("span", {}, time(total)),
  );

function drawn(step, index, total) {
  const line = el("span", { className: "bar-fill" });
  line.style.left = `${(100 * step.start_ms) / total}%`;
  line.style.width = `${Math.max(1, (100 * step.ms) / total)}%`;
  const title = el(
    "summary",
    {},
    el("span", { className: "step-label" }, step.label),
    el("span", { className: `status ${step.isWell ? "well" : "ill"}` }, step.status ? String(step.status) : "no answer"),
    el("span", { className: "step-time" }, time(step.ms)),
    el("span", { className: `bar-track ${step.kind === "call" ? "call" : "delivery"}`, "aria-hidden": "true" }, line),
  );
  const details = el("details", {}, title, { call, delivery, event }[step.kind](step));
  details.dataset.key = `${index} ${step.label}`;
  return el("li", {}, details);
}

function call(step) {
  const query = step.query ? `?${step.query}` : "";
  return facts([
    ["Call", `${step.method} ${short(decodeURIComponent(step.path + query))}`],
    ["As", step.as ?? "nobody: the call carries a client’s secret"],
    ["Began", `after ${time(step.start_ms)}`],
  ]);
}

function delivery(step) {
  const signature = step.headers["X-Spark-Signature"] ?? "none: the webhook has no secret";
  return el(
    "div",
    {},
    facts([
      ["Call", `POST ${step.path}`],
      ["X-Spark-Signature", signature],
      ["Which is", "the HMAC-SHA1 of the body as it was sent, keyed with the webhook’s secret"],
      ["Began", `after ${time(step.start_ms)}`],
    ]),
    json(JSON.parse(step.body)),
  );
}

const OUTCOMES = {
  acknowledged: (step) => `after ${time(step.ms)}: the bot has it on disk`,
  lost: () => "no: the bot has to find it by itself",
  "not yet": () => "not yet: it comes again when the bot connects anew",
};

function event(step) {
  return el(
    "div",
    {},
    facts([
      ["Frame", `${step.verb}, on the event socket`],
      ["Envelope", step.id],
      ["Sent", ["never: it got lost", "once"][step.times] ?? `${step.times} times`],
      ["Acknowledged", OUTCOMES[step.status](step)],
      ["The text", "is encrypted: the bot asks the API for the message"],
      ["Began", `after ${time(step.start_ms)}`],
    ]),
    json(JSON.parse(step.body)),
  );
}

function facts(rows) {
  return el("dl", { className: "details" }, rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function more(key, title, content) {
  const details = el("details", { className: "more" }, el("summary", {}, title), content);
  details.dataset.key = key;
  return details;
}

const json = (value) => el("pre", { tabIndex: 0, role: "group", "aria-label": "JSON" }, JSON.stringify(value, null, 2));

const time = (ms) => (ms < 995 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** Long ids, without their middle. */
const short = (path) => path.replace(/[\w-]{40,}/g, (id) => `${id.slice(0, 12)}…${id.slice(-6)}`);
