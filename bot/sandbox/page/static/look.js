// Light or dark: as the machine is set, or as chosen here.

import { byId } from "./dom.js";

const NAMES = { auto: "Auto", light: "Light", dark: "Dark" };
const ORDER = Object.keys(NAMES);

export function setUp() {
  const stored = localStorage.getItem("theme");
  turn(ORDER.includes(stored) ? stored : "auto");
  byId("theme").addEventListener("click", () => {
    const next = ORDER[(ORDER.indexOf(document.documentElement.dataset.theme) + 1) % ORDER.length];
    localStorage.setItem("theme", next);
    turn(next);
  });
}

function turn(theme) {
  document.documentElement.dataset.theme = theme;
  byId("theme").textContent = NAMES[theme];
  byId("theme").setAttribute("aria-label", `Theme: ${NAMES[theme]}`);
}
