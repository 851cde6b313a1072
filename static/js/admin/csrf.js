// csrf.js: the token that a request must bring, so that no other site can send it for somebody.

/** Return the cookie's token, the one that counts: signing in, in another tab say, makes a new one. Else the form's. */
export function token(form) {
  const cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
  return cookie ? cookie[1] : form.querySelector("[name=csrfmiddlewaretoken]").value;
}
