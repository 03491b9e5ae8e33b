/**
 * XML that means harm, each with what it is: bodies that grow, reach out, or are made to cost their
 * reader far more than their sender. A test sends them, and a rig measures how soon each is refused.
 */

/** `at` stands in what a careless reader would repeat; `inBody` puts a call into an envelope. */
export function hostileXml(
  at: string,
  inBody: (inner: string) => string,
): readonly (readonly [string, string | Uint8Array])[] {
  const laughs = Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
  )
  const withType = (type: string, inner: string) =>
    inBody(`<w:GetAllWebhooks><w:NameFilter>${inner}</w:NameFilter></w:GetAllWebhooks>`).replace(
      '?>',
      `?>${type}`,
    )
  return [
    ['billion laughs', withType(`<!DOCTYPE e [<!ENTITY l0 "${at}">${laughs.join('')}]>`, '&l9;')],
    [
      'an external entity',
      withType('<!DOCTYPE e [<!ENTITY f SYSTEM "file:///etc/passwd">]>', '&f;'),
    ],
    [
      'a parameter entity',
      withType('<!DOCTYPE e [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x">%p;]>', ''),
    ],
    ['an external type', withType('<!DOCTYPE e SYSTEM "http://127.0.0.1:1/x.dtd">', '')],
    ['an undeclared entity', withType('', '&planted-secret;')],
    ['20,000 levels', inBody('<w:a>'.repeat(20_000))],
    ['20,000 levels that end', inBody('<w:a>'.repeat(20_000) + '</w:a>'.repeat(20_000))],
    [
      '200,000 elements',
      inBody(`<w:GetAllWebhooks>${'<w:a/>'.repeat(160_000)}</w:GetAllWebhooks>`),
    ],
    [
      '10,000 attributes',
      inBody(
        `<w:GetAllWebhooks ${Array.from({ length: 10_000 }, (_, index) => `a${index}="${at}"`).join(' ')}/>`,
      ),
    ],
    [
      '10,000 namespaces',
      inBody(
        `<w:GetAllWebhooks ${Array.from({ length: 10_000 }, (_, index) => `xmlns:a${index}="u"`).join(' ')}/>`,
      ),
    ],
    [
      '100,000 comments',
      inBody(`<w:GetAllWebhooks>${'<!---->'.repeat(100_000)}</w:GetAllWebhooks>`),
    ],
    ['an instruction', inBody('<?planted-secret ?><w:GetAllWebhooks/>')],
    ['no end', inBody('<w:GetAllWebhooks>').slice(0, -40)],
    ['half a character', Buffer.concat([Buffer.from(inBody('')), Buffer.of(0xff)])],
    ['a prefix of nothing', inBody('<q:GetAllWebhooks/>')],
    ['an attribute twice', inBody('<w:GetAllWebhooks a="1" a="2"/>')],
    ['no XML', at],
  ]
}
