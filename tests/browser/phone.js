// A card of a phone's width, drawn by one of the two published renderers, all that is folded opened.
// Returns the texts that do not fit: they run out of the card, or are cut off.
async ({ card, renderer, width }) => {
  const drawers = {
    official(place) {
      AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
        result.outputHtml = markdownit().render(text);
        result.didProcess = true;
      };
      const drawn = new AdaptiveCards.AdaptiveCard();
      drawn.hostConfig = new AdaptiveCards.HostConfig({
        fontSizes: { small: 12, default: 14, medium: 17, large: 21, extraLarge: 26 },
        spacing: { small: 4, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 10 },
        actions: { buttonSpacing: 8, actionAlignment: "left" },
      });
      drawn.parse(card);
      place.append(drawn.render());
    },
    vendor(place) {
      const { WebexAdaptiveCards, WebexDataProvider, WebexJSONAdapter } = WebexComponents;
      const adapter = new WebexJSONAdapter({ activities: { 1: { ID: "1", cards: [card] } } });
      const cards = React.createElement(WebexAdaptiveCards, { activityID: "1" });
      ReactDOM.createRoot(place).render(React.createElement(WebexDataProvider, { adapter }, cards));
    },
  };
  const frame = () => new Promise(requestAnimationFrame);

  document.querySelector("#place")?.remove();
  const place = Object.assign(document.createElement("main"), { id: "place", className: "wxc-theme-light" });
  place.style.width = `${width}px`;
  document.body.append(place);
  drawers[renderer](place);
  const found = () => place.querySelector(".ac-adaptiveCard, .wxc-ac-adaptive-card");
  while (!found()) await frame();
  for (const fold of place.querySelectorAll(".expandable, .wxc-ac-action-show-card")) fold.click();
  await frame();

  const { right } = place.getBoundingClientRect();
  const saysSomething = (one) => [...one.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim());
  const runsOut = (one) => one.getBoundingClientRect().right > right + 0.5;
  const isCutOff = (one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1;
  return [...place.querySelectorAll("*")]
    .filter((one) => saysSomething(one) && (runsOut(one) || isCutOff(one)))
    .map((one) => one.innerText);
};
