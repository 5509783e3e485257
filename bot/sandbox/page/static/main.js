// Puts the page together: who one is and where, the live state, and what each part does with it.

import { Composer } from "./composer.js";
import { byId, el, keyed } from "./dom.js";
import * as faults from "./faults.js";
import * as intro from "./intro.js";
import * as look from "./look.js";
import * as message from "./message.js";
import * as ownRoom from "./own-room.js";
import { Live, post } from "./server.js";
import * as sight from "./sight.js";
import * as spaces from "./spaces.js";
import * as starters from "./starters.js";
import * as trace from "./trace.js";

const at = { who: sessionStorage.getItem("who") ?? "john.andersen@example.com", space: sessionStorage.getItem("space") ?? "" };
let state = null;

const live = new Live(() => at, show, (isLost) => (byId("offline").hidden = !isLost));
const composer = new Composer(
  (text, parent) => post("say", { ...at, text, parent }),
  () => state?.members.filter((person) => person.email !== at.who) ?? [],
);
const does = {
  press: (one, data) =>
    post("press", { who: at.who, message: one.id, inputs: data }).catch((error) => composer.refuse(error.message)),
  reply: (one) => composer.reply(one),
  trace: (one, opener) => trace.choose(one, opener),
  ask,
  open: (id) => {
    goTo("direct");
    sight.lookFor(id);
  },
};

function show(next) {
  const wasIn = state?.spaces.find((space) => space.id === at.space);
  state = next;
  const here = state.spaces.find((space) => space.id === state.space);
  const isMoved = Boolean(wasIn && at.space !== state.space);
  if (isMoved) tell(`${state.me.name} is not in ${wasIn.title}, and sees nothing of it.`);
  at.who = state.me.email;
  at.space = state.space;
  for (const name of ["who", "space"]) sessionStorage.setItem(name, at[name]);
  people();
  spaces.draw(state, goTo);
  head(here);
  ownRoom.draw(state, here.isDirect);
  options();
  messages();
  faults.draw(state);
  composer.goTo(`${at.who} ${at.space}`, here.title, mention());
  trace.refresh();
}

function people() {
  const choose = (person) =>
    el("option", { value: person.email }, person.role ? `${person.name} – ${person.role}` : person.name);
  keyed(byId("who"), state.people, (person) => person.email, choose);
  byId("who").value = at.who;
}

function head(here) {
  byId("title").textContent = here.title;
  document.title = `${here.title} – Roomdesk in a pretend Webex`;
  const count = `${here.people} ${here.people === 1 ? "person" : "people"} and the bot`;
  byId("about").textContent = here.isDirect ? "1:1 with the bot: only you see what is said here" : count;
}

/** What one can do here, and what will come of it. */
function options() {
  byId("room").classList.toggle("closed", !state.canWrite);
  byId("rule").textContent = state.rule ?? "";
  byId("rule").hidden = !state.rule;
  starters.draw(state.starters, ask);
}

function messages() {
  const scroll = byId("scroll");
  const isOther = scroll.dataset.place !== `${at.who} ${at.space}`;
  scroll.dataset.place = `${at.who} ${at.space}`;
  // What is said is read out; what was said before, in a space just entered, is not.
  scroll.setAttribute("aria-live", isOther ? "off" : "polite");
  const before = sight.look(scroll);
  const said = state.messages.map((one) => ({ ...one, waiting: state.waiting[one.id] ?? null }));
  const shown = said.length ? said : [{ id: "empty", isEmpty: true }];
  keyed(scroll, shown, (one) => one.id, (one) => (one.isEmpty ? empty() : message.draw(one, does)));
  sight.follow(scroll, said, at.who, isOther, before);
}

const mention = () => (at.space === "direct" ? "" : `@${state.bot.name} `);

function ask(line) {
  composer.focus();
  return post("say", { ...at, text: mention() + line }).catch((error) => composer.refuse(error.message));
}

const empty = () => el("p", { className: "empty" }, "Nothing has been said here yet");

function tell(words) {
  byId("moved").textContent = words;
  byId("moved").hidden = !words;
}

function goTo(space) {
  at.space = space;
  trace.leave();
  tell("");
  openSpaces(false);
  live.again();
  composer.focus();
}

function openSpaces(isOpen) {
  byId("spaces").classList.toggle("open", isOpen);
  byId("open-spaces").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) byId("spaces").querySelector("[aria-current]")?.focus();
}

byId("open-spaces").addEventListener("click", () => openSpaces(!byId("spaces").classList.contains("open")));
byId("spaces").addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    openSpaces(false);
    byId("open-spaces").focus();
  }
});
byId("who").addEventListener("change", (event) => {
  at.who = event.target.value;
  trace.leave();
  tell("");
  live.again();
});
intro.setUp();
look.setUp();
faults.setUp();
live.run();
