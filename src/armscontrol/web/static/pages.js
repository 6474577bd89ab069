// What a page does beyond its forms and links: charts that answer to the pointer. Everything else works without script.
"use strict";
(() => {
  let vega;
  const load = () => (vega ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = "/static/vega.js";
    script.onload = () => done(globalThis.vegaEmbed);
    script.onerror = failed;
    document.head.append(script);
  }));
  const live = async (box) => {
    if (box.dataset.live) return;
    box.dataset.live = "asked";
    try {
      const [embed, answer] = await Promise.all([load(), fetch(box.dataset.chart)]);
      if (!answer.ok) return;
      const specification = await answer.json();
      const picture = box.querySelector("svg");
      const place = document.createElement("div");
      // the expression interpreter: the page's policy allows no code made from text
      await embed(place, specification, { actions: false, ast: true, renderer: "svg", defaultStyle: false, tooltip: false });
      const drawn = place.querySelector("svg");
      if (!drawn || !picture) return;
      drawn.setAttribute("role", "img");
      drawn.setAttribute("aria-label", picture.getAttribute("aria-label"));
      picture.replaceWith(place);
      box.dataset.live = "yes";
    } catch { box.dataset.live = ""; }
  };
  document.addEventListener("pointerover", (event) => {
    const box = event.target.closest?.(".chart[data-chart]");
    if (box) live(box);
  });
})();
