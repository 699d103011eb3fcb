/** The app's random numbers in Python (Philox4x32-10): a seed gives the same draws in the same order. Needs NumPy as `np`. */
export const streamScript = String.raw`class Stream:  # Philox4x32-10 (Salmon and others 2011)
    def __init__(self, seed, stream=0):
        self.seed, self.stream, self.block, self.words, self.spare = seed, stream, 0, [], None
    def more(self):  # as many blocks as were read before, at most 4,096 at once
        many = min(4096, max(8, self.block))
        counter = np.arange(self.block, self.block + many, dtype=np.uint64)
        m, low = np.uint64(2**32 - 1), np.uint64(32)
        a, b = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
        c0, c1 = counter & m, counter >> low
        c2, c3 = np.full(many, self.stream & 2**32 - 1, np.uint64), np.full(many, self.stream >> 32, np.uint64)
        k0, k1 = self.seed & 2**32 - 1, self.seed >> 32
        for _ in range(10):
            p, q = a * c0, b * c2
            c0, c1, c2, c3 = (q >> low) ^ c1 ^ np.uint64(k0), q & m, (p >> low) ^ c3 ^ np.uint64(k1), p & m
            k0, k1 = (k0 + 0x9E3779B9) & 2**32 - 1, (k1 + 0xBB67AE85) & 2**32 - 1
        self.block += many
        self.words = np.stack([c0, c1, c2, c3], axis=1).ravel()[::-1].tolist()
    def word(self):
        if not self.words:
            self.more()
        return self.words.pop()
    def uniform(self):
        return ((self.word() >> 5) * 2**26 + (self.word() >> 6)) * 2.0**-53
    def below(self, n):
        while (w := self.word()) >= 2**32 - 2**32 % n:
            pass
        return w % n
    def shuffle(self, items):
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]
        return items
    def normal(self):
        if self.spare is not None:
            kept, self.spare = self.spare, None
            return kept
        radius = np.sqrt(-2 * np.log(1 - self.uniform()))
        angle = 2 * np.pi * self.uniform()
        self.spare = radius * np.sin(angle)
        return radius * np.cos(angle)
    def normals(self, *shape):
        return np.array([self.normal() for _ in range(int(np.prod(shape)))]).reshape(shape)
`

/** The order in which the app takes cases, in Python: all of them, shuffled anew by a `Stream` before they would run out. */
export const batchesScript = `def batches(random, count, size):
    order, at = list(range(count)), count
    while True:
        if at + size > count:
            random.shuffle(order)
            at = 0
        yield order[at:at + size]
        at += size
`
