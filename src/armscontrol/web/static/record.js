// Decisions by keyboard: j and k from card to card, a accepts, e edits, r rejects, ? helps. In a reading they are sent
// only by the buttons; in the list of what awaits review a key is the row's own button, and the row is at hand before.
"use strict";
(() => {
  const cards = [...document.querySelectorAll("[data-card]")];
  const help = document.getElementById("help"), tally = document.getElementById("tally");
  for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;
  const atOnce = document.querySelector("[data-at-once]");
  let at = -1, sent = false;
  addEventListener("pageshow", () => { sent = false; }); // also when one comes back to it

  const passage = (card) => document.getElementById(`text-${card.dataset.card}`) ?? document.getElementById(`text-${card.dataset.of}`);
  const show = (number) => {
    if (!cards.length) return;
    if (at >= 0) { cards[at].classList.remove("at-hand"); passage(cards[at])?.classList.remove("at-hand"); }
    at = Math.max(0, Math.min(cards.length - 1, number));
    const words = passage(cards[at]);
    if (words) { words.classList.add("at-hand"); words.scrollIntoView({ block: "nearest" }); }
    cards[at].classList.add("at-hand");
    cards[at].focus({ preventScroll: true });
    cards[at].scrollIntoView({ block: "nearest" });
  };
  const told = (card) => {
    const chosen = card.querySelector('.decide input:checked')?.value;
    const fields = card.querySelector("[data-fields]");
    card.classList.toggle("was-decided", chosen === "accept" || chosen === "correct");
    card.classList.toggle("was-refused", chosen === "reject");
    if (fields) fields.hidden = fields.disabled = chosen !== "correct";
    const number = document.querySelectorAll(".decide input:checked").length;
    tally.textContent = number ? `${number} ${tally.dataset.words}` : "";
    return fields;
  };
  const done = (card, value) => {
    const button = card.querySelector(`[data-do="${value}"]`);
    if (!button) document.getElementById("who")?.focus(); // nobody has said who decides
    else if (value !== "reject") { sent = true; button.click(); }
    else { button.open = true; button.querySelector("input").focus(); }
  };
  const decide = (value) => {
    const before = at;
    if (at < 0) show(0);
    if (atOnce) { if (before >= 0) done(cards[at], value); return; }
    const card = cards[at], choice = card?.querySelector(`.decide input[value="${value}"]`);
    if (!choice) return;
    choice.checked = !choice.checked;
    const fields = told(card);
    if (choice.checked && value === "correct") fields?.querySelector("input, select")?.focus();
    else if (choice.checked && value === "reject") card.querySelector(".why-not input")?.focus();
    else card.focus({ preventScroll: true });
  };
  const keys = {
    j: () => show(at + 1),
    k: () => show(at - 1),
    a: () => decide("accept"),
    e: () => decide("correct"),
    r: () => decide("reject"),
    "?": () => {
      help.hidden = !help.hidden;
      document.querySelector('[data-key="?"]').setAttribute("aria-expanded", String(!help.hidden));
    },
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=radio]), select, textarea");
    if (event.key === "Escape" && typing && at >= 0) cards[at].focus({ preventScroll: true });
    if (sent || typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-key]");
    if (button) keys[button.dataset.key]();
    const card = event.target.closest("[data-card]");
    if (card && !event.target.closest("a, button")) at = (cards[at]?.classList.remove("at-hand"), cards.indexOf(card));
  });
  document.addEventListener("change", (event) => {
    const card = event.target.closest("[data-card]");
    if (card && event.target.closest(".decide")) told(card);
  });
  if (!atOnce) for (const card of cards) told(card);
})();
