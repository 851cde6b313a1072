// choices.js: reads what the visitor agreed to from the cookie that the server keeps, and sends a new answer.
// Without it nothing counts as agreed to.

function kept(category) {
  const cookie = document.cookie.match(/(?:^|; )cookie_consent="?([^";]*)/);
  const entry = cookie?.[1].split("|").find((part) => part.startsWith(`${category}=`));
  return entry?.slice(category.length + 1);
}

// The values are dates in ISO 8601, or -1 for refused; both compare as text.
export const agreed = (category, version) => kept(category) >= version;
export const decided = (category, version) => kept(category) === "-1" || agreed(category, version);

// Resolves once the server has set the cookie; fails when it could not.
export async function send(address, answer) {
  const headers = { "X-Requested-With": "fetch" };
  const response = await fetch(address, { method: "POST", body: new URLSearchParams(answer), headers });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
}
