// An Adaptive Card, drawn as Webex does: https://adaptivecards.io/explorer/
// To draw one more kind of element, add a function to ELEMENTS or ACTIONS.

import { el, link, webAddress } from "./dom.js";
import { blocks } from "./markdown.js";

const ELEMENTS = { TextBlock: textBlock, FactSet: factSet, ActionSet: actionSet };
const ACTIONS = { "Action.OpenUrl": openUrl, "Action.Submit": submit, "Action.ShowCard": showCard };

/** The card; `press` is called with the data of a button that submits. */
export function card(content, press) {
  const body = (content.body ?? []).filter((one) => one.text !== "").map((one) => element(one, press));
  const actions = content.actions?.length ? [actionSet(content, press)] : [];
  return el("div", { className: "card" }, body, actions);
}

function element(one, press) {
  const draw = Object.hasOwn(ELEMENTS, one.type) ? ELEMENTS[one.type] : unknown;
  const drawn = draw(one, press);
  drawn.dataset.element = one.type;
  drawn.classList.add(`spacing-${word(one.spacing, "default")}`);
  if (one.separator) drawn.classList.add("separator");
  return drawn;
}

function textBlock(one) {
  const looks = [
    `size-${word(one.size, "default")}`,
    `weight-${word(one.weight, "default")}`,
    one.isSubtle ? "subtle" : "",
    one.wrap ? "" : "one-line",
  ];
  return el("div", { className: `text ${looks.join(" ")}` }, blocks(one.text));
}

function factSet(one) {
  const rows = one.facts.map(({ title, value }) =>
    el("div", { className: "fact" }, el("dt", {}, blocks(title)), el("dd", {}, blocks(value))),
  );
  return el("dl", { className: "facts" }, rows);
}

function actionSet(one, press) {
  const actions = one.actions.map((action) => {
    const draw = Object.hasOwn(ACTIONS, action.type) ? ACTIONS[action.type] : unknown;
    return draw(action, press);
  });
  // What a button unfolds stands below the whole row.
  const folds = actions.map((action) => action.fold ?? null);
  return el("div", {}, el("div", { className: "actions" }, actions), folds);
}

function openUrl(action) {
  const url = webAddress(action.url);
  if (!url) return unknown(action);
  const drawn = link(url, action.title);
  drawn.className = "action open";
  return drawn;
}

function submit(action, press) {
  const onclick = () => press(action.data ?? {});
  return el("button", { type: "button", className: "action submit", onclick }, action.title);
}

function showCard(action, press) {
  const fold = card(action.card, press);
  fold.hidden = true;
  const onclick = () => {
    fold.hidden = !fold.hidden;
    button.setAttribute("aria-expanded", String(!fold.hidden));
  };
  const button = el("button", { type: "button", className: "action", "aria-expanded": "false", onclick }, action.title);
  return Object.assign(button, { fold });
}

function unknown(one) {
  return el("div", { className: "unknown" }, `Unknown element: ${one.type}`);
}

const word = (value, usual) => String(value ?? usual).toLowerCase().replace(/[^a-z]/g, "");
