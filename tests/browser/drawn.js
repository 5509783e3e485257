// What a drawn card shows, element by element, in words that both renderers can be asked for.
(root) => {
  const SKIPPED = ".ac-horizontal-separator";
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  // The official renderer is told to draw what is subtle in a colour that nothing else has.
  const isSubtle = (element) =>
    Boolean(element.closest(".subtle")) || element.closest(".ac-textBlock")?.style.color === "rgb(1, 2, 3)";

  function runs(element) {
    const found = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: parent, data } = walker.currentNode;
      const run = {
        text: data.replace(/\s+/g, " "),
        bold: Number(getComputedStyle(parent).fontWeight) >= 600,
        italic: getComputedStyle(parent).fontStyle === "italic",
        code: Boolean(parent.closest("code")),
        bullet: Boolean(parent.closest("li")),
        href: parent.closest("a[href]")?.href ?? null,
        size: size(parent),
        subtle: isSubtle(parent),
      };
      const last = found.at(-1);
      const looks = ({ text, ...rest }) => JSON.stringify(rest);
      if (last && looks(last) === looks(run)) last.text += run.text;
      else if (run.text.trim()) found.push(run);
    }
    for (const run of found) run.text = run.text.trim();
    return found.filter((run) => run.text);
  }

  const buttons = (element) =>
    [...element.querySelectorAll(".action, .ac-pushButton")].map((one) => ({
      title: one.textContent.trim(),
      opens: one.matches("a, [role=link]"),
    }));

  function facts(element) {
    const own = [...element.querySelectorAll("dt")].map((title) => [title, title.nextElementSibling]);
    const official = [...element.querySelectorAll("tr")].map((row) => [row.querySelector(".ac-fact-title"), row.querySelector(".ac-fact-value")]);
    return [...own, ...official].map(([title, value]) => ({ title: runs(title), value: runs(value) }));
  }

  function shown(element) {
    if (element.matches("dl, table")) return { kind: "FactSet", facts: facts(element) };
    if (buttons(element).length) return { kind: "ActionSet", buttons: buttons(element) };
    return { kind: "TextBlock", runs: runs(element) };
  }

  const before = (element) => element.previousElementSibling;
  const separated = (element) =>
    element.classList.contains("separator") ||
    (before(element)?.matches(SKIPPED) && parseFloat(getComputedStyle(before(element)).borderBottomWidth) > 0) ||
    false;
  return [...root.children]
    .filter((element) => !element.matches(SKIPPED))
    .map((element) => ({ ...shown(element), separated: separated(element) }));
};
