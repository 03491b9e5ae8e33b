/**
 * An issuer for tests. Its private key is in every copy of this package, so a token of it proves
 * nothing: a receiver that trusts it takes notifications from anybody.
 */

const keyId = 'for-tests-only'

/** Give `url` as `issuers` and `jwks` as `jwks` to the verifier of a test, and to no other. */
export const testIssuer = {
  url: 'https://issuer.test',
  keyId,
  pkcs8Base64: [
    'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCKOLy3dYEBHgxviladcw2lvk84yeOKv9lY081j',
    'I2iX7r1oj/DmzCgHKz9vUzipNO0F4Ud/NHe0TrE3q0n2XGTYgF+ivC4u1AD8me2Nt5VnF7D19sti+kg+yCeGguXz',
    '0jrwPvqfchZd20vJWgW9gi+8AgoJLFPfTWtZuhq9DPp0Hqsja4nDXZMfpUphMne7vj6eEB60+OxUVvEcSeQxdXZz',
    'PaFEhMK0tEnZUuEe+rAcUZ4zGZomiSGhCVaVOY1Le9z43iloReEZjGq3DGAvLWdryT2AI/PMpEsP7yqiWLz6RGvA',
    'Rq4diKKV3wVEWAT03G+cQJWReCVWhZ0I4GF/mI0LAgMBAAECggEACIKTw+vdJHd4Jonq6UjDJ1g/QmzTsKA9PoXT',
    '2G2+q9QMH1r1ZxBcyow0HKOQEoLqsPj80O0nDZfmu1m1dRCdOOM2gCt74HA3G1ZS1O3fqfhAcfRe81obhpoGLPb0',
    'N33TGSWXgqegjujIkr4TKmbQj4/ElGoBQ/ddS6n0qX0aEnoVv104xNpOJHl9JEV4cTiliVP/xsA3AdF6plnf21BC',
    '3AGgUPqKWW9jeZvZz298fZIzZjOJn3K2MP48EVQxHSPk43KCy6SLyZyPPh4fx7wlxT1Kwyr7hgAnqcYA6tIvjGVV',
    'ECwWlL96lH5vm636XseQmab++sowXmtQNASMQX05qQKBgQC9hEXI05+0H2ztCK2E+l5hgyxdv5QvtMj53XocK038',
    'y+L+PVJOk7xyvcrw5kgxTd6SXBT///+pT9GoS7TTVn0hh0hhTDs4qa9R8CFq2aKn+H397wuySahyxC6w5FtMTqjV',
    '3nEYTqp7/L0PsKxmtgj6vRUVUoZu7cne22bAXXiUzwKBgQC6tdzY2bi7fFd6GfzAFR20wXY9xT1KGmqY6eOgW+yW',
    'YJUMj93MINuc7cQ/cijTHvsCrafrnVkVnaQ7KZbX8gM8JtJbKjtK+QJpX1o/QZ/4RbyPiqO6L1IGPAnmn+kdRFO8',
    'nW5gRWEERrd+ChWx3YF2MLjhI8dyvQIgj0JqQEtLBQKBgEyTkuMH56MPg6Lve7WcuOAr8ZRb4dO49/BGdp3FPbjk',
    '5W6Xdpd7iIzQdZ0LX6ZUcZewD2g1l6dhMjUPihxO+TbABBYUiGVn4wh3v/j9wYSfmsEtgwtiSec9sCQX0XAu5Heu',
    'bwJEXwzEXdxmJfNGoLA4ELnR47IU8RnUi1s1KZDvAoGACp4zDAX9snPUybXWoNnSkaf64HJqFN/BtiZ+8myn3Llr',
    'YIaB94za0GbZJT6Jwc/eOH3FsemF2mvXniG0WV2C/5W5msOhEZdtoq5whG5n+YeFvKgGvZzZTk91xK7NZAOxu2U8',
    'lK79YG/hGYLbTv0o0p7ctLkDK6xCBbX/8ejsHz0CgYEAqMaO1AI/s/2CX8P45cbVQl9init/CbVoxZYbPp170cZl',
    'DhV/cfXBRyTkumNobp21LYkm/cq3vvLtb924EmdPHBfd30mj9iGXZ/ryktkpjk+hvFb6S8Hf+Yip+K8HJ8LRhwMN',
    'kmbwcXO4e6kSeshQiu88tfnEMQV9tFWyGkY1aJg=',
  ].join(''),
  jwks: {
    keys: [
      {
        kty: 'RSA',
        use: 'sig',
        alg: 'RS256',
        kid: keyId,
        e: 'AQAB',
        n: [
          'iji8t3WBAR4Mb4pWnXMNpb5POMnjir_ZWNPNYyNol-69aI_w5swoBys_b1M4qTTtBeFHfzR3tE6xN6tJ',
          '9lxk2IBforwuLtQA_JntjbeVZxew9fbLYvpIPsgnhoLl89I68D76n3IWXdtLyVoFvYIvvAIKCSxT301r',
          'WboavQz6dB6rI2uJw12TH6VKYTJ3u74-nhAetPjsVFbxHEnkMXV2cz2hRITCtLRJ2VLhHvqwHFGeMxma',
          'JokhoQlWlTmNS3vc-N4paEXhGYxqtwxgLy1na8k9gCPzzKRLD-8qoli8-kRrwEauHYiild8FRFgE9Nxv',
          'nECVkXglVoWdCOBhf5iNCw',
        ].join(''),
      },
    ],
  },
}
