// The box to type in. In a group space the bot hears only what mentions it, so that is put there.

import { completing } from "./completion.js";
import { byId } from "./dom.js";

export class Composer {
  /** `send` gets the text and the root of the thread, if any; `members` who can be mentioned. */
  constructor(send, members) {
    this.box = byId("box");
    this.send = send;
    this.mention = "";
    this.parent = null;
    this.where = null;
    completing(this.box, members);
    this.box.addEventListener("input", () => this.grow());
    this.box.addEventListener("keydown", (event) => this.key(event));
    byId("compose").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    byId("not-replying").addEventListener("click", () => this.reply(null));
  }

  /** Writes into another space from now on, or as somebody else. */
  goTo(where, title, mention) {
    if (where === this.where) return;
    this.where = where;
    this.mention = mention;
    this.box.setAttribute("aria-label", `Message to ${title}`);
    byId("hint").textContent = mention
      ? "Enter sends. In a space the bot hears only what mentions it."
      : "Enter sends. Alone with the bot you need no mention.";
    this.refuse("");
    this.reply(null, false);
    this.clear();
  }

  /** Answers in a thread, or no more. */
  reply(message, focus = true) {
    this.parent = message?.root ?? null;
    byId("replying").hidden = !message;
    byId("replying-to").textContent = message ? `Replying in the thread of ${message.author.name}` : "";
    if (focus) this.focus();
  }

  refuse(words) {
    byId("refused").textContent = words;
  }

  focus() {
    this.box.focus();
    this.box.setSelectionRange(this.box.value.length, this.box.value.length);
  }

  clear() {
    this.box.value = this.mention;
    this.grow();
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.parent) {
      this.reply(null);
    }
  }

  async submit() {
    const text = this.box.value.trim();
    if (!text) return;
    this.refuse("");
    try {
      await this.send(text, this.parent);
      this.clear();
    } catch (error) {
      this.refuse(error.message);
    }
    this.focus();
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight}px`;
  }
}
