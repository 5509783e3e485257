// One message: who said it and when, the words or the card, and what can be done with it.

import { card } from "./card.js";
import { el } from "./dom.js";
import { blocks } from "./markdown.js";

const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** A message; `does` has `press(message, data)`, `reply(message)` and `trace(message, opener)`. */
export function draw(message, does) {
  const isReply = message.root !== message.id;
  const looks = ["message", isReply ? "reply" : "start", message.author.isBot ? "by-bot" : ""];
  return el(
    "article",
    { className: looks.join(" "), "aria-label": `${message.author.name} says` },
    avatar(message.author),
    el("div", { className: "said" }, head(message), content(message, does), notes(message, does), tools(message, does)),
  );
}

export function avatar(person) {
  const hue = [...person.email].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) % 6, 0);
  const initials = person.name.split(" ").map((word) => word[0]).slice(0, 2).join("");
  const looks = person.isBot ? "avatar bot" : `avatar hue-${hue}`;
  return el("span", { className: looks, "aria-hidden": "true" }, initials);
}

function head(message) {
  return el(
    "p",
    { className: "head" },
    el("span", { className: "name" }, message.author.name),
    message.author.isBot ? el("span", { className: "tag" }, "Bot") : null,
    el("time", { dateTime: message.created, title: message.created }, TIME.format(new Date(message.created))),
    message.edits ? el("span", { className: "quiet" }, "edited") : null,
    message.alone ? el("span", { className: "tag alone" }, "Only you see this") : null,
  );
}

function content(message, does) {
  const body = el("div", { className: "body" });
  if (message.card) body.append(card(message.card, (data) => does.press(message, data)));
  else if (message.markdown) body.append(...words(message));
  else body.append(el("p", {}, message.parts.map(part)));
  for (const file of message.files) body.append(el("p", { className: "file" }, file));
  return body;
}

function part({ text, isMention }) {
  return isMention ? el("span", { className: "mention" }, `@${text}`) : text;
}

const words = (message) => [el("div", { className: "markdown" }, blocks(message.markdown))];

/** What became of a message, where that is not plain to see. */
function notes(message, does) {
  const text = message.parts?.map((part) => part.text).join("").trim();
  return [
    message.waiting ? el("p", { className: "note-line waiting", role: "status" }, message.waiting) : null,
    message.went ? el("p", { className: "note-line" }, tool("The answer is in your 1:1 space: open it", () => does.open(message.went))) : null,
    message.unheard
      ? el(
          "p",
          { className: "note-line" },
          "The bot did not hear this: in a space it hears only what mentions it. ",
          text ? tool("Ask the bot", () => does.ask(text)) : null,
        )
      : null,
  ];
}

function tools(message, does) {
  const reply = tool("Reply", () => does.reply(message), "link reply-tool");
  const open = (event) => does.trace(message, event.currentTarget);
  const trace = message.hasStory ? tool("Under the hood", open) : null;
  const text = message.card ? textSwitch(message) : null;
  return el("p", { className: "tools" }, reply, text, trace);
}

/** Shows below the card what a client that draws no cards would show. */
function textSwitch(message) {
  const button = tool("Show as text", () => {
    const body = button.closest(".said").querySelector(".body");
    const shown = body.querySelector(".markdown");
    if (shown) shown.remove();
    else {
      body.append(...words(message));
      body.lastChild.scrollIntoView({ block: "nearest" });
    }
    button.setAttribute("aria-pressed", String(!shown));
  });
  button.setAttribute("aria-pressed", "false");
  return button;
}

function tool(name, onclick, className = "link") {
  return el("button", { type: "button", className, onclick }, name);
}
