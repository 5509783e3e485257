// Keeps what is new in sight: a tall answer from its top, and never away from what one reads.

let newest = { id: null, seq: -1 };
let wanted = null;

/** The next drawing shows this message, once it is there. */
export const lookFor = (id) => (wanted = id);

const element = (scroll, id) => [...scroll.children].find((child) => child.dataset.key === id);

/** What can be seen before the next drawing: the newest message, and the end. */
export function look(scroll) {
  const isAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  const shown = element(scroll, newest.id);
  if (!shown) return { isAtEnd, seesNewest: true };
  const [one, all] = [shown.getBoundingClientRect(), scroll.getBoundingClientRect()];
  return { isAtEnd, seesNewest: one.bottom > all.top && one.top < all.bottom };
}

/** Scrolls to what `who` wants to see of these messages; `before` is what `look` found. */
export function follow(scroll, messages, who, isOther, before) {
  const latest = messages.reduce((one, other) => (other.seq > one.seq ? other : one), { id: null, seq: -1 });
  const isNew = latest.seq > newest.seq;
  newest = latest;
  if (wanted && element(scroll, wanted)) {
    show(scroll, element(scroll, wanted));
    wanted = null;
  } else if (isOther) {
    scroll.scrollTop = scroll.scrollHeight;
    show(scroll, element(scroll, latest.id));
  } else if (isNew && (before.seesNewest || latest.author?.email === who)) {
    show(scroll, element(scroll, latest.id));
  } else if (before.isAtEnd && !isTall(scroll, element(scroll, latest.id))) {
    scroll.scrollTop = scroll.scrollHeight; // what is said below a question makes it grow
  }
}

const isTall = (scroll, message) => (message?.offsetHeight ?? 0) > scroll.clientHeight;

function show(scroll, message) {
  message?.scrollIntoView({ block: isTall(scroll, message) ? "start" : "nearest" });
}
