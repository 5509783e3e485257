// Questions one press away, which fit who one is and where.

import { byId, el, keyed } from "./dom.js";

/** `ask` is called with the line of the one that is chosen. */
export function draw(starters, ask) {
  const button = ({ title, line }) =>
    el("button", { type: "button", className: "starter", title: line, onclick: () => ask(line) }, title);
  keyed(byId("starters"), starters, (one) => one.line, button);
}
