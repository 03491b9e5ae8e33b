/**
 * Targets that nobody may make us send to, where no range is opened: hosts in every spelling that
 * a URL takes, answers of name servers, and texts that are no endpoint. For tests of everything
 * that takes a URL from outside.
 */

/** Literals in the spelling that a URL's parser leaves them in, and in others. */
export const refusedHosts: Readonly<Record<string, readonly string[]>> = {
  'this network': ['0.0.0.0', '0.0.0.1', '0.255.255.255', '0', '0x0', '00', '0.0'],
  loopback: [
    '127.0.0.1',
    '127.0.0.0',
    '127.0.0.2',
    '127.1.2.3',
    '127.255.255.254',
    '127.255.255.255',
  ],
  'loopback in disguise': [
    ...['127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.1', '0x7f.0.0.1', '0x7F.0x0.0x0.0x1'],
    ...['0177.0.0.1', '0177.1', '017700000001', '0000000177.0.0.1', '127.0.0.01', '127.0.0.0x1'],
    ...['127.0.0.1.', '127.1.', '2130706433.', '%31%32%37.0.0.1', '127%2e0%2e0%2e1'],
    ...['\uff11\uff12\uff17.0.0.1', '127\u30020\u30020\u30021', '\u2460\u2461\u2466.0.0.1'],
  ],
  private: [
    ...['10.0.0.0', '10.0.0.1', '10.255.255.255', '172.16.0.0', '172.16.0.1', '172.31.255.255'],
    ...['192.168.0.0', '192.168.0.1', '192.168.255.255', '10.1', '0xa.1', '167772161', '012.0.0.1'],
    ...['172.1048577', '0xc0a80001', '3232235521', '192.168.1', '192.0x00a80001'],
  ],
  'carrier-grade NAT': ['100.64.0.0', '100.64.0.1', '100.100.100.200', '100.127.255.255'],
  'link-local and metadata': [
    ...['169.254.0.0', '169.254.0.1', '169.254.169.254', '169.254.170.2', '169.254.255.255'],
    ...['2852039166', '0xa9fea9fe', '0xa9.0xfe.0xa9.0xfe', '0251.0376.0251.0376', '169.254.43518'],
    ...['169.254.169.254.', '168.63.129.16', '192.0.0.192'],
  ],
  'protocols, documentation, benchmark': [
    ...['192.0.0.0', '192.0.0.8', '192.0.0.170', '192.0.0.255', '192.0.2.0', '192.0.2.1'],
    ...['192.0.2.255', '198.51.100.0', '198.51.100.99', '198.51.100.255', '203.0.113.0'],
    ...['203.0.113.77', '203.0.113.255', '198.18.0.0', '198.18.0.1', '198.19.255.255'],
    ...[
      '192.88.99.0',
      '192.88.99.1',
      '192.88.99.255',
      '192.31.196.1',
      '192.52.193.1',
      '192.175.48.1',
    ],
  ],
  'multicast, reserved, broadcast': [
    ...['224.0.0.0', '224.0.0.1', '224.0.0.251', '239.255.255.250', '239.255.255.255'],
    ...['240.0.0.0', '240.0.0.1', '250.1.2.3', '255.255.255.254', '255.255.255.255', '4294967295'],
  ],
  'IPv6 of this machine and link': [
    ...['[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[0000:0000::0001]', '[::0.0.0.1]', '[fe80::]'],
    ...['[fe80::1]', '[fe80::a9fe:a9fe]', '[febf:ffff::1]', '[fec0::1]', '[feff::1]'],
  ],
  'IPv6 unique local': ['[fc00::]', '[fc00::1]', '[fd00::1]', '[fd00:ec2::254]', '[fdff:ffff::1]'],
  'IPv4 inside IPv6': [
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::ffff:10.0.0.1]'],
    ...['[::ffff:169.254.169.254]', '[::ffff:a9fe:a9fe]', '[::ffff:0:0]', '[::ffff:8.8.8.8]'],
    ...['[::127.0.0.1]', '[::7f00:1]', '[::10.0.0.1]', '[::8.8.8.8]', '[::ffff:0:127.0.0.1]'],
    ...['[::ffff:0:8.8.8.8]', '[64:ff9b::127.0.0.1]', '[64:ff9b::a00:1]', '[64:ff9b::8.8.8.8]'],
    ...['[64:ff9b:1::1]', '[64:ff9b:1:ffff::a00:1]', '[2002:7f00:1::]', '[2002:a00:1::1]'],
    ...['[2002:808:808::1]', '[2001::1]', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]'],
    ...['[2a00:1450::5efe:7f00:1]', '[2a00:1450::200:5efe:10.0.0.1]'],
  ],
  'other IPv6': [
    ...['[100::]', '[100::1]', '[100:0:0:1::1]', '[1::1]', '[1000::1]', '[200::1]', '[400::1]'],
    ...['[2001:1::1]', '[2001:2::1]', '[2001:3::1]', '[2001:4:112::1]', '[2001:10::1]'],
    ...['[2001:1f:ffff::1]', '[2001:20::1]', '[2001:2f:ffff::1]', '[2001:30::1]', '[2001:1ff::1]'],
    ...['[2001:db8::]', '[2001:db8::1]', '[2001:db8:ffff::1]', '[2620:4f:8000::1]', '[3fff::1]'],
    ...['[3fff:fff:ffff::1]', '[4000::1]', '[5f00::1]', '[6000::1]', '[8000::1]', '[c000::1]'],
    ...['[e000::1]', '[f000::1]', '[ff00::1]', '[ff01::1]', '[ff02::1]', '[ff02::fb]', '[ff0e::1]'],
    ...['[ff05::2]', '[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]'],
  ],
  'names of this machine': [
    ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'a.b.LocalHost.', 'loc%61lhost'],
    ...['\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54', 'loc\u00adalhost'],
  ],
}

/** What a name server may answer for a name that somebody else owns. */
export const refusedAnswers: Readonly<Record<string, readonly string[]>> = {
  'loopback.example': ['127.0.0.1'],
  'loopback6.example': ['::1'],
  'private.example': ['10.0.0.1'],
  'metadata.example': ['169.254.169.254'],
  'metadata6.example': ['fd00:ec2::254'],
  'unspecified.example': ['0.0.0.0'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'mapped-hex.example': ['::ffff:7f00:1'],
  'nat64.example': ['64:ff9b::7f00:1'],
  'sixtofour.example': ['2002:7f00:1::'],
  'good-then-bad.example': ['93.184.216.34', '127.0.0.1'],
  'bad-then-good.example': ['127.0.0.1', '93.184.216.34'],
  'bad-among-good.example': ['93.184.216.34', '1.1.1.1', '192.168.0.1', '8.8.8.8'],
  'bad-by-the-other-family.example': ['93.184.216.34', '::1'],
  'good-by-the-other-family.example': ['127.0.0.1', '2606:4700::1111'],
  'short.example': ['127.1'],
  'hex.example': ['0x7f000001'],
  'octal.example': ['0177.0.0.1'],
  'zone.example': ['fe80::1%lo'],
  'spaced.example': [' 127.0.0.1'],
  'a-name.example': ['localhost'],
  'nothing.example': [''],
}

/** Texts that are no endpoint, whatever they lead to: `P` stands for the port of the receiver. */
export const refusedTexts: Readonly<Record<string, readonly string[]>> = {
  'has-credentials': [
    ...['http://user@127.0.0.1:P/', 'http://user:pw@public.example/', 'http://@public.example/'],
    ...[
      'http://:@public.example/',
      'http://public.example@127.0.0.1:P/',
      'http://%40@public.example',
    ],
    ...['http://127.0.0.1:P@public.example/', 'http://a:b@c:d@public.example/'],
  ],
  'not-https': [
    ...[
      'ftp://public.example/',
      'file:///etc/passwd',
      'gopher://127.0.0.1:P/',
      'ws://127.0.0.1:P/',
    ],
    ...[
      'javascript:alert(1)',
      'data:text/plain,a',
      'unix:/run/docker.sock',
      'httpx://public.example',
    ],
  ],
  'not-a-url': [
    ...[
      '',
      ' ',
      '/',
      '//127.0.0.1:P/',
      '127.0.0.1:P',
      'http://',
      'http:///127.0.0.1:P/',
      'http:/a',
    ],
    ...['http:127.0.0.1:P/', 'http:\\\\127.0.0.1:P\\', 'http://public.example\\@127.0.0.1:P/'],
    ...['http://127.0.0.1\t:P/', 'http://127.0.0.1:P/\r\nX-Evil: a', ' http://127.0.0.1:P/'],
    ...[
      'http://127.0.0.1 .example/',
      'http://256.256.256.256/',
      'http://1.2.3.4.5/',
      'http://[::1/',
    ],
    ...[
      'http://[fe80::1%25lo]:P/',
      'http://[::1]]:P/',
      'http://[127.0.0.1]:P/',
      'http://0x/a\u0000',
    ],
    ...[
      'http://127.0.0.1:99999/',
      'http://127.0.0.1:-1/',
      'http://127.0.0.1:P\u00a0/',
      'http://a b/',
    ],
    ...[
      'http://public.exam\u200fple\u2028/',
      'http://public%00.example/',
      'http://?public.example',
    ],
  ],
  'address-refused': [
    ...['http://public.example:0/', 'http://public.example:22/', 'http://public.example:25/'],
    ...['http://public.example:53/', 'http://public.example:110/', 'http://public.example:389/'],
    ...['http://public.example:587/', 'http://public.example:6379/', 'http://public.example:6667/'],
    ...[
      'http://public.example:11211/',
      'http://public.example:00025/',
      'https://public.example:25/',
    ],
  ],
}
