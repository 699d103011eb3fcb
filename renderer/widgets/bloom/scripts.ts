import { pythonFrom, type Values } from '../frame/model.ts'
import { streamScript } from '../frame/stream-script.ts'
import type { Fields, Part } from './model.ts'

export const scripts: Readonly<Record<Part, (values: Values<Fields>) => string>> = {
  bloom: ({
    m,
    n,
    k,
    probes,
  }) => `# A Bloom filter (Bloom 1970) with MurmurHash3, its k places from two hashes (Kirsch and Mitzenmacher 2006).
import numpy as np
${hashing('')}
m, n, k, probes = ${m}, ${n}, ${k}, ${probes}

def places(item):
    first, second = murmur3(item), murmur3(item, 0x9747B28C)
    return [(first + i * second) % m for i in range(k)]

bits = np.zeros(m, bool)
for i in range(n):
    bits[places(f"item-{i}")] = True
claimed = [bits[places(f"other-{i}")].all() for i in range(probes)]
print("predicted", (1 - (1 - 1 / m) ** (k * n)) ** k)
print("measured", np.mean(claimed) if probes else None, "fill", bits.mean(), "best k", m / max(1, n) * np.log(2))
`,
  split: ({ users, weights, salt }) => `# Users split by MurmurHash3 with the salt of the test.
import numpy as np
from scipy.stats import chisquare
${hashing('')}
weights = np.array(${pythonFrom(weights)}) / sum(${pythonFrom(weights)})
hashes = np.array([murmur3(f"user-{i}", ${salt}) for i in range(${users})])
groups = np.searchsorted(np.cumsum(weights), hashes / 2**32, side="right").clip(max=np.flatnonzero(weights)[-1])
counts = np.bincount(groups, minlength=len(weights))
print("counts", counts, chisquare(counts, weights * ${users}))
`,
  bitmap: ({ a, b }) => `# Two sets of whole numbers as bits: one AND answers what they share.
a, b = sum(1 << x for x in set(${pythonFrom(a)})), sum(1 << x for x in set(${pythonFrom(b)}))
members = lambda bits: [x for x in range(bits.bit_length()) if bits >> x & 1]
print("both", members(a & b), "either", members(a | b), "only the first", members(a & ~b))
print("Jaccard", bin(a & b).count("1") / max(1, bin(a | b).count("1")))
`,
  distinct: ({
    precision,
    distinct,
    stream,
  }) => `# HyperLogLog (Flajolet, Fusy, Gandouet and Meunier 2007) with MurmurHash3.
import numpy as np
${hashing(stream)}
items = set(stream) or {f"item-{i}" for i in range(${distinct})}
b, m = ${precision}, 2 ** ${precision}
registers = np.zeros(m, int)
for item in items:
    h = murmur3(item)
    rest = h << b & M
    registers[h >> 32 - b] = max(registers[h >> 32 - b], min(33 - rest.bit_length(), 33 - b))
alpha = {16: 0.673, 32: 0.697, 64: 0.709}.get(m, 0.7213 / (1 + 1.079 / m))
raw, empty = alpha * m * m / (2.0 ** -registers).sum(), (registers == 0).sum()
if raw <= 2.5 * m and empty:
    raw = m * np.log(m / empty)
elif raw > 2 ** 32 / 30:
    raw = -(2 ** 32) * np.log1p(-raw / 2 ** 32)
print("counted", len(items), "estimated", float(raw), "standard error", 1.04 / np.sqrt(m))
`,
  often: ({
    width,
    depth,
    length,
    distinct,
    exponent,
    stream,
  }) => `# A count-min sketch (Cormode and Muthukrishnan 2005) with MurmurHash3.
from collections import Counter
import numpy as np
${hashing(stream)}
${
  stream.trim()
    ? 'truth = Counter(stream)'
    : `# A stream by Zipf's law, with the draws that Folium made.
${streamScript}
random, n, distinct = Stream(0), ${length}, ${distinct}
cumulative = np.cumsum([(i + 1) ** -${exponent} for i in range(distinct)])
places = np.searchsorted(cumulative, cumulative[-1] * np.array([random.uniform() for _ in range(n)]), side="right")
counts = np.bincount(places.clip(max=distinct - 1), minlength=distinct).tolist()
truth = Counter({f"item-{i}": count for i, count in enumerate(counts)})`
}
w, d, n = ${width}, ${depth}, sum(truth.values())
table = np.zeros((d, w), int)
place = {item: [murmur3(item, row) % w for row in range(d)] for item in truth}
for item, count in truth.items():
    table[range(d), place[item]] += count
counted = {item: int(table[range(d), place[item]].min()) for item in truth}
over = [counted[item] - truth[item] for item in truth]
print("bound", np.e * n / w, "largest", max(over), "too low", sum(e < 0 for e in over))
print("too high on average", sum(over) / len(over))
print([(item, count, counted[item]) for item, count in truth.most_common(10)])
`,
}

/** The items of one's own stream, none where it is drawn, and the hash of all sketches here (Appleby 2011). */
const hashing = (stream: string): string => `import re

stream = [item for item in re.split(r"[\\s,，;；]+", ${JSON.stringify(stream)}) if item]
M = 2 ** 32 - 1

def murmur3(text, seed=0):
    data, h = text.encode(), seed
    turn = lambda x, by: (x << by | x >> 32 - by) & M
    mix = lambda block: turn(block * 0xCC9E2D51 & M, 15) * 0x1B873593 & M
    whole = len(data) // 4 * 4
    for i in range(0, whole, 4):
        h = (turn(h ^ mix(int.from_bytes(data[i:i + 4], "little")), 13) * 5 + 0xE6546B64) & M
    h ^= mix(int.from_bytes(data[whole:], "little")) ^ len(data)
    h = (h ^ h >> 16) * 0x85EBCA6B & M
    h = (h ^ h >> 13) * 0xC2B2AE35 & M
    return h ^ h >> 16
`
