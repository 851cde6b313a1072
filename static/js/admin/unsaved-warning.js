// unsaved-warning.js: the browser asks before a changed form is left. Without it, what isn't saved is left without a question.
import { formOfPage, formValues } from "./unsaved-form.js";

class UnsavedWarning {
  constructor(form) {
    this.form = form;
    // A form that came back, with faults, a conflict or what was typed earlier, holds what nobody has saved.
    this.before = document.querySelector(".errornote, [data-unsaved]") ? "" : null;
    // The first touch, and not the loading of the page, is when all editors have put their text in order.
    for (const touch of ["pointerdown", "keydown", "focusin", "drop"]) form.addEventListener(touch, () => this.remember(), true);
    // The event has passed the whole page by then, and says whether the form is really sent.
    addEventListener("submit", (event) => { this.saving = this.isEnding(event.target) && !event.defaultPrevented; });
    addEventListener("pageshow", () => { this.saving = false; });
    addEventListener("beforeunload", (event) => { if (this.isUnsaved()) event.preventDefault(); });
  }

  remember() {
    this.before ??= formValues(this.form);
  }

  isEnding(form) {
    return form === this.form || form.matches("[data-forget]");
  }

  isUnsaved() {
    return !this.saving && this.before !== null && this.before !== formValues(this.form);
  }
}

const form = formOfPage();
if (form) new UnsavedWarning(form);
