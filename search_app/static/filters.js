// A filter applies as soon as it is clicked on a wide screen; for the keyboard and small screens there is the button.
(() => {
  const form = document.getElementById("filtres");
  if (!form) return;
  const wide = matchMedia("(min-width: 960px)").matches;
  const direct = (on) => form.classList.toggle("direct", on && wide);
  direct(true);
  addEventListener("pointerdown", () => direct(true));
  addEventListener("keydown", () => direct(false));
  form.addEventListener("change", (event) => {
    if (event.target.type === "checkbox" && form.classList.contains("direct")) form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    // An empty field says nothing: the address goes without it.
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const field of form.elements) field.disabled = false;
    form.reset();
  });
})();
