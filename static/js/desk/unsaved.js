// unsaved.js: the browser asks before a changed form is left. Without it, what isn't saved is lost without a question.

/** Return all that the form would send; a file counts by name and size. */
function contentOf(form) {
  const values = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  return JSON.stringify(values.map(([name, value]) => [name, value instanceof File ? [value.name, value.size] : value]));
}

class UnsavedWarning {
  constructor(form) {
    this.form = form;
    // A form that came back with faults holds what nobody has saved.
    this.before = document.querySelector(".errornote") ? "" : null;
    // The first touch, and not the loading of the page, is when all editors have put their text in order.
    for (const touch of ["pointerdown", "keydown", "focusin", "drop"]) form.addEventListener(touch, () => this.remember(), true);
    form.addEventListener("submit", () => { this.saving = true; });
    addEventListener("pageshow", () => { this.saving = false; });
    addEventListener("beforeunload", (event) => { if (this.isUnsaved()) event.preventDefault(); });
  }

  remember() {
    this.before ??= contentOf(this.form);
  }

  isUnsaved() {
    return !this.saving && this.before !== null && this.before !== contentOf(this.form);
  }
}

const form = document.querySelector("#content-main > form");
if (form) new UnsavedWarning(form);
