// Panels at the side: one at a time, closed with Escape, and the focus goes back to the opener.

import { byId, el } from "./dom.js";

let open = null;

/** Shows the panel; `opener` gets the focus back. */
export function show(id, opener, whenClosed = () => {}) {
  close(false);
  open = { id, opener, whenClosed };
  byId(id).hidden = false;
  byId("desk").classList.add("with-panel");
  opener.setAttribute("aria-expanded", "true");
  byId(id).querySelector(".close")?.focus();
}

export function close(refocus = true) {
  if (!open) return;
  const { id, opener, whenClosed } = open;
  open = null;
  byId(id).hidden = true;
  byId("desk").classList.remove("with-panel");
  opener.setAttribute("aria-expanded", "false");
  whenClosed();
  if (refocus) (opener.isConnected ? opener : byId("box")).focus();
}

export const isOpen = (id) => open?.id === id;

export function heading(id, title) {
  return el(
    "div",
    { className: "panel-head" },
    el("h2", { id: `${id}-title` }, title),
    el("button", { type: "button", className: "close", "aria-label": "Close", onclick: () => close() }, "✕"),
  );
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open && byId(open.id).contains(document.activeElement)) close();
});
