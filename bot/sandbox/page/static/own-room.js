// One's own room as Webex has it, beside the 1:1 space: a change is seen as soon as it is made.

import { byId, el, keyed } from "./dom.js";

let shown = { who: null, values: new Map() };

/** Draws the room of who one is; what has changed since the last drawing is marked. */
export function draw(state, isDirect) {
  byId("own-room").hidden = !isDirect || state.room.length === 0;
  const before = shown.who === state.me.email ? shown.values : new Map();
  const rows = state.room.map(({ label, value }) => ({
    label,
    value,
    isNew: before.has(label) && before.get(label) !== value,
  }));
  if (rows.some((row) => row.isNew)) byId("own-room").open = true;
  if (rows.some((row) => row.isNew) || shown.who !== state.me.email) {
    keyed(byId("own-room-facts"), rows, (row) => row.label, fact);
  }
  shown = { who: state.me.email, values: new Map(rows.map((row) => [row.label, row.value])) };
}

const fact = ({ label, value, isNew }) =>
  el("div", { className: isNew ? "own-fact new" : "own-fact" }, el("dt", {}, label), el("dd", {}, value));
