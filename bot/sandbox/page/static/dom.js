// Building the page's elements. Text only ever becomes text: nothing here reads HTML.

/** An element with properties, `data-` and `aria-` attributes, and children; null is left out. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Replaces the children of `parent` by one for each item, keeping those that have not changed. */
export function keyed(parent, items, key, draw) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const stamp = JSON.stringify(item);
    const name = key(item);
    const kept = old.get(name);
    if (kept && kept.stamp === stamp) return kept;
    const drawn = draw(item);
    drawn.dataset.key = name;
    drawn.stamp = stamp;
    return drawn;
  });
  const stays = new Set(wanted);
  for (const child of [...parent.children]) if (!stays.has(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}

/** An address that may be followed, of the web or of a space in the app; null for any other. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return ["http:", "https:", "webexteams:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export const link = (url, ...children) =>
  el("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);
