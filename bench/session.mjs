// Signs in as a browser would and answers the Cookie header of the session.
const cookiesOf = (answer) => answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);

export async function signedIn(address, email, password) {
  const form = await fetch(`${address}/sign-in`);
  const page = await form.text();
  const token = /name="form_token" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const answer = await fetch(`${address}/session`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(form).join('; '), origin: address, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ form_token: token, who: email, email, login: email, password }),
  });
  const cookie = cookiesOf(answer).join('; ');
  if (!cookie) throw new Error(`signing in failed with ${answer.status}`);
  return cookie;
}
