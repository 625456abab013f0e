// The one place where text becomes elements, under the one Trusted Types policy of the site: pages that this very
// server answered to a request of ours, and nothing else.

interface Policy {
  createHTML(text: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

const asItIs: Policy = { createHTML: (text) => text };
const factory = (window as { trustedTypes?: PolicyFactory }).trustedTypes;
const policy = factory ? factory.createPolicy('parvis', asItIs) : asItIs;

export interface Answer {
  ok: boolean;
  url: URL;
  page: Document;
}

// The page at an address of this site, redirections followed. Throws when there is no such answer.
export async function fetchPage(address: string, request: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address, { credentials: 'same-origin', ...request });
  const url = new URL(response.url);
  const type = response.headers.get('Content-Type') ?? '';
  if (url.origin !== location.origin || !type.startsWith('text/html')) throw new TypeError('not a page of this site');
  const page = new DOMParser().parseFromString(policy.createHTML(await response.text()), 'text/html');
  return { ok: response.ok, url, page };
}

// The policy is made once on a page: scripts that stand in files of their own ask this one for pages.
export interface Wanted {
  address: string;
  request?: RequestInit;
  take: (answer: Promise<Answer>) => void;
}

export function startFetching(): void {
  document.addEventListener('parvis-page-wanted', (event) => {
    const { address, request, take } = (event as CustomEvent<Wanted>).detail;
    take(fetchPage(address, request));
  });
}
