/** The app's random numbers in Python (Philox4x32-10): a seed gives the same draws in the same order. Needs NumPy as `np`. */
export const streamScript = String.raw`class Stream:  # Philox4x32-10 (Salmon and others 2011)
    def __init__(self, seed, stream=0):
        self.seed, self.stream, self.block, self.words, self.spare = seed, stream, 0, [], None
    def word(self):
        if not self.words:
            m = 2**32 - 1
            c0, c1, c2, c3 = self.block & m, self.block >> 32, self.stream & m, self.stream >> 32
            k0, k1 = self.seed & m, self.seed >> 32
            for _ in range(10):
                a, b = 0xD2511F53 * c0, 0xCD9E8D57 * c2
                c0, c1, c2, c3 = (b >> 32) ^ c1 ^ k0, b & m, (a >> 32) ^ c3 ^ k1, a & m
                k0, k1 = (k0 + 0x9E3779B9) & m, (k1 + 0xBB67AE85) & m
            self.block += 1
            self.words = [c3, c2, c1, c0]
        return self.words.pop()
    def uniform(self):
        return ((self.word() >> 5) * 2**26 + (self.word() >> 6)) * 2.0**-53
    def below(self, n):
        while (w := self.word()) >= 2**32 - 2**32 % n:
            pass
        return w % n
    def normal(self):
        if self.spare is not None:
            kept, self.spare = self.spare, None
            return kept
        radius = np.sqrt(-2 * np.log(1 - self.uniform()))
        angle = 2 * np.pi * self.uniform()
        self.spare = radius * np.sin(angle)
        return radius * np.cos(angle)
`

/** The order in which the app takes cases, in Python: all of them, shuffled anew by a `Stream` before they would run out. */
export const batchesScript = `def batches(random, count, size):
    order, at = list(range(count)), count
    while True:
        if at + size > count:
            for last in range(count - 1, 0, -1):
                other = random.below(last + 1)
                order[last], order[other] = order[other], order[last]
            at = 0
        yield order[at:at + size]
        at += size
`
