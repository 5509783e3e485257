// Markdown as the bot writes it: bold, italic, links, inline code, lists, mentions, escapes.
// Anything else is shown as the text that it is.

import { el, link, webAddress } from "./dom.js";

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const PUNCTUATION = /[!-/:-@[-`{-~]/;

/** Paragraphs and lists of a whole text. */
export function blocks(source) {
  const drawn = [];
  let lines = [];
  let items = [];
  const flush = () => {
    if (lines.length) drawn.push(el("p", {}, inline(lines.join("\n"))));
    if (items.length) drawn.push(el("ul", {}, items.map((item) => el("li", {}, inline(item)))));
    lines = [];
    items = [];
  };
  for (const line of source.split("\n")) {
    const item = /^ {0,3}[-*+] +(.*)/.exec(line);
    if (item) {
      if (lines.length) flush();
      items.push(item[1]);
    } else if (!line.trim()) {
      flush();
    } else if (items.length) {
      items.push(`${items.pop()}\n${line.trim()}`);
    } else {
      lines.push(line.trim());
    }
  }
  flush();
  return drawn;
}

/** The nodes of one paragraph. */
export const inline = (source) => new Reader(source).until(null).nodes;

class Reader {
  constructor(source) {
    this.source = source;
    this.at = 0;
  }

  /** Reads up to the closing mark; `closed` tells whether it came. */
  until(mark) {
    const nodes = [];
    let text = "";
    const push = (node) => {
      if (text) nodes.push(text);
      text = "";
      nodes.push(node);
    };
    while (this.at < this.source.length) {
      if (mark && this.closes(mark)) {
        this.at += mark.length;
        if (text) nodes.push(text);
        return { nodes, closed: true };
      }
      const node = this.node();
      if (node) {
        push(node);
      } else {
        text += this.character();
      }
    }
    if (text) nodes.push(text);
    return { nodes, closed: false };
  }

  closes(mark) {
    if (!this.source.startsWith(mark, this.at)) return false;
    if (mark === "]") return true;
    const before = this.source[this.at - 1] ?? " ";
    const after = this.source[this.at + mark.length] ?? " ";
    if (/\s/.test(before)) return false;
    return mark !== "_" || !isWord(after);
  }

  node() {
    const rest = this.source.slice(this.at, this.at + 2);
    if (rest[0] === "\\") return null;
    if (rest[0] === "`") return this.code();
    if (rest[0] === "[") return this.link();
    if (rest === "<@") return this.mention();
    if (rest === "**" || rest === "__") return this.marked(rest, "strong");
    if (rest[0] === "*" || rest[0] === "_") return this.marked(rest[0], "em");
    return null;
  }

  /** Tries to read something; steps back if it is not there. */
  attempt(read) {
    const from = this.at;
    const node = read();
    if (!node) this.at = from;
    return node;
  }

  marked(mark, tag) {
    const before = this.source[this.at - 1] ?? " ";
    const after = this.source[this.at + mark.length] ?? " ";
    if (/\s/.test(after) || (mark[0] === "_" && isWord(before))) return null;
    return this.attempt(() => {
      this.at += mark.length;
      const { nodes, closed } = this.until(mark);
      return closed && nodes.length ? el(tag, {}, nodes) : null;
    });
  }

  code() {
    const [fence] = /^`+/.exec(this.source.slice(this.at));
    const from = this.at + fence.length;
    const end = this.source.indexOf(fence, from);
    if (end < 0) return null;
    this.at = end + fence.length;
    return el("code", {}, this.source.slice(from, end).replaceAll("\n", " "));
  }

  link() {
    return this.attempt(() => {
      this.at += 1;
      const { nodes, closed } = this.until("]");
      const target = /^\(<?([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/.exec(this.source.slice(this.at));
      if (!closed || !target) return null;
      const url = webAddress(plain(target[1]));
      if (!url) return null;
      this.at += target[0].length;
      return link(url, nodes);
    });
  }

  mention() {
    const found = /^<@(?:(all)|person(?:Email|Id):([^|>]+)(?:\|([^>]*))?)>/.exec(this.source.slice(this.at));
    if (!found) return null;
    this.at += found[0].length;
    return el("span", { className: "mention" }, found[1] ? "@All" : `@${found[3] ?? found[2]}`);
  }

  character() {
    const entity = /^&(#\d{1,7}|#x[\da-f]{1,6}|\w{1,32});/i.exec(this.source.slice(this.at));
    const decoded = entity && character(entity[1]);
    if (decoded) {
      this.at += entity[0].length;
      return decoded;
    }
    if (this.source[this.at] === "\\" && PUNCTUATION.test(this.source[this.at + 1] ?? "")) this.at += 1;
    const [one] = this.source.slice(this.at, this.at + 2);
    this.at += one.length;
    return one;
  }
}

function plain(source) {
  const reader = new Reader(source);
  let text = "";
  while (reader.at < source.length) text += reader.character();
  return text;
}

function character(entity) {
  if (entity[0] !== "#") return ENTITIES[entity] ?? null;
  const code = /^#x/i.test(entity) ? parseInt(entity.slice(2), 16) : parseInt(entity.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

const isWord = (character) => /[\p{L}\p{N}_]/u.test(character);
