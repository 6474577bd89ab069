// What a page does beyond its forms and links: charts that answer to the pointer. Everything else works without script.
"use strict";
(() => {
  let vega, tip;
  const load = () => (vega ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = "/static/vega.js";
    script.onload = () => done(globalThis.vegaEmbed);
    script.onerror = () => { vega = undefined; failed(new Error("no Vega")); };
    document.head.append(script);
  }));
  // A box of ours for what is under the pointer: the usual one writes a style sheet into the page, which its policy forbids.
  const told = (_handler, event, _item, value) => {
    if (!tip) {
      tip = document.createElement("div");
      tip.className = "tip";
      tip.setAttribute("aria-hidden", "true"); // the same figures stand in the table beside the chart
      document.body.append(tip);
    }
    tip.hidden = value === null || value === undefined || value === "";
    if (tip.hidden) return;
    const lines = typeof value === "object" ? Object.entries(value).map(([name, text]) => `${name}: ${text}`) : [String(value)];
    tip.replaceChildren(...lines.map((text) => { const line = document.createElement("div"); line.textContent = text; return line; }));
    const left = Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 4);
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${event.clientY + (event.clientY > innerHeight / 2 ? -tip.offsetHeight - 8 : 16)}px`;
  };
  const made = async (box) => {
    const [embed, answer] = await Promise.all([load(), fetch(box.dataset.chart)]);
    const picture = box.querySelector("svg");
    if (!answer.ok || !picture) return null;
    const specification = { ...(await answer.json()), background: "transparent" }; // the page's own colour shows
    const place = document.createElement("div");
    // the expression interpreter: the page's policy allows no code made from text
    const { view } = await embed(place, specification, { actions: false, ast: true, renderer: "svg", defaultStyle: false, tooltip: told });
    const drawn = place.querySelector("svg");
    if (!drawn) return null;
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", picture.getAttribute("aria-label") ?? "");
    const { width, height } = picture.viewBox.baseVal; // letters are measured anew, by a pixel or two: the place stays
    if (width && height) drawn.style.aspectRatio = `${width} / ${height}`;
    picture.replaceWith(place);
    box.dataset.live = "yes";
    return view;
  };
  // The view of a chart that answers to the pointer; null where it cannot.
  const live = (box) => (box.made ??= made(box).catch(() => { box.made = undefined; return null; }));
  document.addEventListener("pointerover", (event) => {
    const box = event.target.closest?.(".chart[data-chart]");
    if (box) live(box);
  });
  // What an address names is seen, folded or not.
  const unfold = () => {
    const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!named) return;
    let folded = named.closest("details:not([open])");
    if (!folded) return;
    for (; folded; folded = folded.parentElement.closest("details:not([open])")) folded.open = true;
    named.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
  // A part that is refused, or does not come, is asked for as a page: what is wrong stands there, with what to do.
  const whole = (event) => {
    const form = event.target.closest?.("form[hx-get]");
    if (form) location.assign(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`);
  };
  addEventListener("htmx:response:error", whole);
  addEventListener("htmx:error", whole);
  // On paper: the address of the answer that stands there, where a part of the page was changed since.
  addEventListener("beforeprint", () => {
    const place = document.querySelector("[data-here]");
    if (place && location.search) place.textContent = location.pathname + location.search;
  });
  globalThis.armscontrolCharts = { live };
})();
