// Completing @names in the message box: arrows choose, Enter or Tab takes, Escape closes.

import { byId, el } from "./dom.js";
import { avatar } from "./message.js";

const BEGUN = /(?:^|\s)@([^\s@]*(?: [^\s@]*)?)$/;
const ALL = { name: "all", email: "all", isBot: false };

/** `members` returns who can be mentioned. */
export function completing(box, members) {
  const list = byId("people");
  let found = [];
  let chosen = 0;

  const close = () => {
    found = [];
    list.hidden = true;
    list.replaceChildren();
    box.removeAttribute("aria-activedescendant");
  };

  const draw = () => {
    list.replaceChildren(
      ...found.map((person, index) =>
        el(
          "li",
          {
            id: `person-${index}`,
            role: "option",
            "aria-selected": String(index === chosen),
            onpointerdown: (event) => {
              event.preventDefault();
              take(index);
            },
          },
          avatar(person),
          el("span", {}, person.name),
          person.isBot ? el("span", { className: "tag" }, "Bot") : null,
        ),
      ),
    );
    list.hidden = false;
    box.setAttribute("aria-activedescendant", `person-${chosen}`);
  };

  const take = (index) => {
    const before = box.value.slice(0, box.selectionStart);
    const start = before.length - BEGUN.exec(before)[1].length;
    box.setRangeText(`${found[index].name} `, start, box.selectionStart, "end");
    close();
    box.focus();
    box.dispatchEvent(new Event("input"));
  };

  box.addEventListener("input", () => {
    const begun = BEGUN.exec(box.value.slice(0, box.selectionStart))?.[1].toLowerCase();
    if (begun === undefined) return close();
    found = [...members(), ALL].filter(({ name }) => fits(name.toLowerCase(), begun));
    chosen = 0;
    return found.length ? draw() : close();
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      chosen = (chosen + step + found.length) % found.length;
      draw();
    } else if (event.key === "Enter" || event.key === "Tab") {
      take(chosen);
    } else if (event.key === "Escape") {
      close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  });
}

const fits = (name, begun) =>
  name.startsWith(begun) || (!begun.includes(" ") && name.split(" ").some((word) => word.startsWith(begun)));
