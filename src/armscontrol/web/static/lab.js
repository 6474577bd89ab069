// The lab while a slider moves: the fields go to the server, words and tables come back, charts exchange their data.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const lab = document.querySelector("[data-lab]");
  const form = lab?.querySelector("form");
  const charts = globalThis.armscontrolCharts;
  if (!form || !charts) return;
  const field = (name) => form.elements.namedItem(name);
  const answer = document.getElementById("answer");
  let busy = false, waiting = false, timer = 0;

  for (const slider of form.querySelectorAll("input[type=range]")) {
    slider.hidden = false;
    slider.addEventListener("input", () => { field(slider.dataset.for).value = slider.value; ask(); });
    slider.addEventListener("change", remember);
  }
  form.addEventListener("input", (event) => {
    const slider = event.target.name && form.querySelector(`[data-for="${event.target.name}"]`);
    if (!slider || event.target.value === "") return;
    if (Number(event.target.value) > Number(slider.max)) slider.max = event.target.value;
    slider.value = event.target.value;
    ask();
  });
  form.addEventListener("change", remember);
  form.addEventListener("submit", (event) => { if (answer.querySelector(".chart")) { event.preventDefault(); ask(); remember(); } });

  function address() {
    return `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
  }
  function remember() {
    history.replaceState(history.state, "", address());
  }
  function ask() {
    if (busy) { waiting = true; return; }
    clearTimeout(timer);
    timer = setTimeout(fetched, 15);
  }
  async function fetched() {
    busy = true; waiting = false;
    try {
      const came = await fetch(`${address()}&live=1`);
      if (came.status !== 200 && came.status !== 400) return;
      const page = new DOMParser().parseFromString(await came.text(), "text/html");
      if (came.status === 200 && !answer.querySelector(".chart")) { location.assign(address()); return; }
      show(page, came.status === 200);
    } catch { /* the page stays as it is; the button asks again */ } finally {
      busy = false;
      if (waiting) ask();
    }
  }
  function show(page, whole) {
    for (const part of lab.querySelectorAll("[data-part]")) {
      const other = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (other && other.innerHTML !== part.innerHTML) part.replaceChildren(...other.childNodes);
    }
    for (const input of form.querySelectorAll("input[name]")) {
      const wrong = page.getElementById(input.id)?.getAttribute("aria-invalid");
      if (wrong) input.setAttribute("aria-invalid", wrong); else input.removeAttribute("aria-invalid");
    }
    answer.classList.toggle("stale", !whole);
    for (const points of page.querySelectorAll("script[data-points]")) {
      const box = lab.querySelector(`[data-figure="${points.dataset.points}"] .chart`);
      if (box) move(box, JSON.parse(points.textContent));
    }
  }
  async function move(box, data) {
    box.next = data;
    const view = await charts.live(box);
    if (box.next !== data) return; // newer data came meanwhile
    try {
      for (const [name, rows] of Object.entries(data)) view.data(name, rows);
      await view.runAsync();
    } catch { // no view: the server has its specification no more, or there is no Vega
      box.classList.add("stale");
      drawn();
    }
  }
  // Where a chart cannot move: the pictures of the answer itself, which bring the names of charts that the server has.
  let drawing = false, again = false;
  async function drawn() {
    again = true;
    if (drawing) return;
    drawing = true;
    try {
      while (again) {
        again = false;
        const came = await fetch(address());
        if (!came.ok) return; // the whole answer is marked as stale already
        const page = new DOMParser().parseFromString(await came.text(), "text/html");
        for (const figure of again ? [] : lab.querySelectorAll("[data-figure]")) {
          const other = page.querySelector(`[data-figure="${figure.dataset.figure}"] .chart`);
          if (other) figure.querySelector(".chart").replaceWith(other);
        }
      }
    } catch { /* the charts stay marked as stale; the button asks again */ } finally { drawing = false; }
  }
});
