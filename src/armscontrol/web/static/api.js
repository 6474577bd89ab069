// The viewer of the API's description: begun here because the page's policy allows no script within it.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("swagger");
  if (!place || !globalThis.SwaggerUIBundle) return;
  document.querySelector("[data-viewer]").hidden = false;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const dress = () => document.documentElement.classList.toggle("dark-mode", dark.matches); // the widget's own name for it
  dark.addEventListener("change", dress);
  dress();
  globalThis.SwaggerUIBundle({
    domNode: place,
    url: place.dataset.description,
    docExpansion: "none",
    defaultModelsExpandDepth: -1,
    validatorUrl: null,
    deepLinking: false,
    tryItOutEnabled: true,
    // a page has one main part, and it is ours
    onComplete: () => place.querySelectorAll("main").forEach((part) => part.setAttribute("role", "presentation")),
  });
});
