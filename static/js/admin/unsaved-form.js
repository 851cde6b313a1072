// unsaved-form.js: what a form would send, as text. Files go by their names, which is all that can be told of them later.

/** Return the form URL-encoded, without its token. */
export function formValues(form) {
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (name === "csrfmiddlewaretoken") continue;
    if (!(value instanceof File)) sent.append(name, value);
    else if (value.name) sent.append("_files", value.name);
  }
  return sent.toString();
}

/** Return the form of this page: that of an object. */
export function formOfPage() {
  return document.querySelector("#content-main > form");
}
