// The spaces on the left, with a mark where the bot or somebody else has said something new.

import { byId, el, keyed } from "./dom.js";

const seen = new Map();

/** Draws the list; `go` is called with the id of the space that is chosen. */
export function draw(state, go) {
  const latestSeen = (id) => seen.get(`${state.me.email} ${id}`) ?? -1;
  const shown = state.spaces.map((space) => {
    if (space.id === state.space) seen.set(`${state.me.email} ${space.id}`, space.latest);
    return { ...space, isHere: space.id === state.space, isNew: space.latest > latestSeen(space.id) };
  });
  const groups = [
    { id: "direct", title: "Direct", spaces: shown.filter((space) => space.isDirect) },
    { id: "group", title: "Spaces", spaces: shown.filter((space) => !space.isDirect) },
  ];
  const drawGroup = (group) =>
    el("div", { className: "group" }, el("h2", {}, group.title), el("ul", {}));
  keyed(byId("spaces"), groups.map(({ id, title }) => ({ id, title })), (group) => group.id, drawGroup);
  [...byId("spaces").children].forEach((group, index) => {
    const drawSpace = (space) => el("li", {}, button(space, go));
    keyed(group.querySelector("ul"), groups[index].spaces, (space) => space.id, drawSpace);
  });
}

function button(space, go) {
  return el(
    "button",
    {
      type: "button",
      className: "space",
      onclick: () => go(space.id),
      "aria-current": space.isHere ? "true" : null,
    },
    el("span", { className: space.isDirect ? "avatar bot" : "avatar hash", "aria-hidden": "true" }, initial(space)),
    el("span", { className: "space-title" }, space.title),
    space.note ? el("span", { className: "quiet note" }, space.note) : null,
    space.isNew ? el("span", { className: "new", role: "img", "aria-label": "new" }) : null,
  );
}

const initial = (space) => /[\p{L}\p{N}]/u.exec(space.title)?.[0].toUpperCase() ?? "#";
