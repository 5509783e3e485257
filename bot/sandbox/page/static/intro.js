// One line on what this is and who the people are, until it was read.

import { byId } from "./dom.js";

export function setUp() {
  byId("intro").hidden = localStorage.getItem("intro") === "seen";
  byId("intro-seen").addEventListener("click", () => {
    localStorage.setItem("intro", "seen");
    byId("intro").hidden = true;
    byId("box").focus();
  });
}
