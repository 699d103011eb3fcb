import { streamScript } from './stream-script.ts'

/** What scripts share that train the small transformer again: NumPy alone, the same draws in the same order. */

/** Pieces in the order of their first appearance, and a text as their numbers. */
export function numbered(
  pieces: readonly string[],
  extra: readonly string[] = [],
): { readonly vocabulary: readonly string[]; numbersOf(text: readonly string[]): number[] } {
  const vocabulary = [...new Set([...extra, ...pieces])]
  const numbers = new Map(vocabulary.map((piece, number) => [piece, number]))
  return { vocabulary, numbersOf: text => text.flatMap(piece => numbers.get(piece) ?? []) }
}

/** Random numbers (Philox4x32-10), reverse mode on arrays, the transformer with its adaptations, and Adam. */
export const transformerScript = String.raw`import numpy as np

${streamScript}
class Tensor:
    def __init__(self, data, frozen=False):
        self.data, self.frozen = np.asarray(data, float), frozen
        self.slope = np.zeros_like(self.data)

tape = []
def step(data, back):
    out = Tensor(data)
    tape.append(lambda: back(out.slope))
    return out
def plus(a, b):
    def back(g):
        for t in (a, b):
            t.slope += g.sum(tuple(range(g.ndim - t.data.ndim)))
    return step(a.data + b.data, back)
def times(a, W, scale=1.0):
    def back(g):
        a.slope += scale * (g @ W.data.T)
        W.slope += scale * (a.data.reshape(-1, a.data.shape[-1]).T @ g.reshape(-1, g.shape[-1]))
    return step(scale * (a.data @ W.data), back)
def gathered(E, at):
    return step(E.data[at], lambda g: np.add.at(E.slope, at, g))
def gelu(a):
    r, x = np.sqrt(2 / np.pi), a.data
    t = np.tanh(r * (x + 0.044715 * x**3))
    def back(g):
        a.slope += g * (0.5 * (1 + t) + 0.5 * x * (1 - t * t) * r * (1 + 3 * 0.044715 * x * x))
    return step(0.5 * x * (1 + t), back)
def normed(a, gain, shift):
    away = a.data - a.data.mean(-1, keepdims=True)
    spread = np.sqrt((away**2).mean(-1, keepdims=True) + 1e-5)
    unit = away / spread
    def back(g):
        gain.slope += (g * unit).reshape(-1, unit.shape[-1]).sum(0)
        shift.slope += g.reshape(-1, unit.shape[-1]).sum(0)
        h = g * gain.data
        a.slope += (h - h.mean(-1, keepdims=True) - unit * (h * unit).mean(-1, keepdims=True)) / spread
    return step(unit * gain.data + shift.data, back)
def attended(Q, K, V, heads, causal, prefix):
    S, T, width = Q.data.shape
    r = len(prefix[0].data) if prefix else 0
    split = lambda x: x.reshape(S, -1, heads, width // heads).swapaxes(1, 2)
    joined = lambda x: x.swapaxes(1, 2).reshape(S, -1, width)
    with_prefix = lambda t, p: np.concatenate([np.broadcast_to(p.data, (S, r, width)), t.data], 1) if prefix else t.data
    q, k, v = split(Q.data), split(with_prefix(K, prefix and prefix[0])), split(with_prefix(V, prefix and prefix[1]))
    scale = 1 / np.sqrt(width // heads)
    scores = scale * q @ k.swapaxes(2, 3)
    if causal:
        scores = np.where(np.arange(r + T) < r + 1 + np.arange(T)[:, None], scores, -np.inf)
    p = np.exp(scores - scores.max(-1, keepdims=True))
    p /= p.sum(-1, keepdims=True)
    def back(g):
        g = split(g)
        dp = g @ v.swapaxes(2, 3)
        ds = scale * p * (dp - (dp * p).sum(-1, keepdims=True))
        Q.slope += joined(ds @ k)
        for t, slope, at in ((K, joined(ds.swapaxes(2, 3) @ q), 0), (V, joined(p.swapaxes(2, 3) @ g), 1)):
            t.slope += slope[:, r:]
            if prefix:
                prefix[at].slope += slope[:, :r].sum(0)
    return step(joined(p @ v), back)
def cross_entropy(z, targets, share):
    top = z.data.max(-1, keepdims=True)
    log_p = z.data - top - np.log(np.exp(z.data - top).sum(-1, keepdims=True))
    hit = np.eye(z.data.shape[-1])[targets]
    def back(g):
        z.slope += g * share[..., None] * (np.exp(log_p) - hit)
    return step(-(share * (log_p * hit).sum(-1)).sum(), back)

class Transformer:
    def __init__(self, vocabulary, width, heads, layers, context, causal, seed, kind="full", rank=0):
        self.heads, self.layers, self.causal, self.kind, self.rank = heads, layers, causal, kind, rank
        self.random, self.w = Stream(seed), {}
        full, d, r = kind == "full", width, rank
        def draw(name, rows, columns, spread=None, frozen=not full):
            spread = np.sqrt(2 / (rows + columns)) if spread is None else spread
            values = [spread * self.random.normal() if spread else 0.0 for _ in range(rows * columns)]
            self.w[name] = Tensor(np.reshape(values, (rows, columns)), frozen)
        def bias(name, columns):
            self.w[name] = Tensor(np.zeros(columns), kind not in ("full", "bias"))
        def norm(name):
            self.w[name + ".gain"] = Tensor(np.ones(d), not full)
            bias(name + ".shift", d)
        def linear(name, rows, columns, adapted=False):
            draw(name, rows, columns)
            bias(name + ".b", columns)
            if adapted and kind == "lora":
                draw(name + ".A", d, r, frozen=False)
                draw(name + ".B", r, d, 0, False)
        draw("E", vocabulary, d, 0.1)
        draw("P", context, d, 0.1)
        if kind == "prompt":
            draw("prompt", r, d, 0.1, False)
        for l in map(str, range(1, layers + 1)):
            norm(l + ".att")
            linear(l + ".Wq", d, d, True)
            linear(l + ".Wk", d, d)
            linear(l + ".Wv", d, d, True)
            if kind == "prefix":
                draw(l + ".prefixK", r, d, 0.3, False)
                draw(l + ".prefixV", r, d, 0.3, False)
            linear(l + ".Wo", d, d)
            norm(l + ".ff")
            linear(l + ".W1", d, 4 * d)
            linear(l + ".W2", 4 * d, d)
            if kind == "adapter":
                draw(l + ".down", d, r, frozen=False)
                draw(l + ".up", r, d, 0, False)
        norm("out")
        draw("Wout", d, vocabulary, frozen=kind not in ("full", "head"))
        self.learning = [t for t in self.w.values() if not t.frozen]
        self.first, self.second, self.k = [0.0] * len(self.learning), [0.0] * len(self.learning), 0
    def linear(self, x, name):
        w = self.w
        y = plus(times(x, w[name]), w[name + ".b"])
        return plus(y, times(times(x, w[name + ".A"]), w[name + ".B"], 2.0)) if name + ".A" in w else y
    def norm(self, x, name):
        return normed(x, self.w[name + ".gain"], self.w[name + ".shift"])
    def logits(self, tokens):
        tape.clear()
        w, tokens = self.w, np.asarray(tokens)
        S, T = tokens.shape
        x = plus(gathered(w["E"], tokens), gathered(w["P"], np.arange(T)))
        if self.kind == "prompt":
            prompt, plain, r = w["prompt"], x, self.rank
            def before(g):
                prompt.slope += g[:, :r].sum(0)
                plain.slope += g[:, r:]
            rows = np.broadcast_to(prompt.data, (S, r, plain.data.shape[-1]))
            x = step(np.concatenate([rows, plain.data], 1), before)
        for l in map(str, range(1, self.layers + 1)):
            h = self.norm(x, l + ".att")
            Q, K, V = (self.linear(h, l + name) for name in (".Wq", ".Wk", ".Wv"))
            prefix = (w[l + ".prefixK"], w[l + ".prefixV"]) if self.kind == "prefix" else None
            x = plus(x, self.linear(attended(Q, K, V, self.heads, self.causal, prefix), l + ".Wo"))
            y = self.linear(gelu(self.linear(self.norm(x, l + ".ff"), l + ".W1")), l + ".W2")
            if self.kind == "adapter":
                y = plus(y, times(gelu(times(y, w[l + ".down"])), w[l + ".up"]))
            x = plus(x, y)
        if self.kind == "prompt":
            longer, r = x, self.rank
            def after(g):
                longer.slope[:, r:] += g
            x = step(longer.data[:, r:], after)
        return times(self.norm(x, "out"), w["Wout"])
    def chances(self, tokens):
        z = self.logits([tokens]).data[0]
        p = np.exp(z - z.max(-1, keepdims=True))
        return p / p.sum(-1, keepdims=True)
    def loss(self, sentences):
        tokens, targets, share = (np.array(each) for each in zip(*sentences))
        return cross_entropy(self.logits(tokens), targets, share)
    def score(self, sentences):
        return np.mean([float(self.loss([each]).data) for each in sentences])
    def learn(self, sentences, rate):
        for t in self.w.values():
            t.slope[:] = 0
        loss = self.loss([(a, b, np.array(c) / len(sentences)) for a, b, c in sentences])
        loss.slope = np.array(1.0)
        for back in reversed(tape):
            back()
        self.k += 1
        for i, t in enumerate(self.learning):
            self.first[i] = 0.9 * self.first[i] + (1 - 0.9) * t.slope
            self.second[i] = 0.999 * self.second[i] + (1 - 0.999) * t.slope**2
            mean, square = self.first[i] / (1 - 0.9**self.k), self.second[i] / (1 - 0.999**self.k)
            t.data -= rate * mean / (np.sqrt(square) + 1e-8)
        return float(loss.data)

def rate_at(rate, k, steps, warmup=0, cosine=False):
    if k < warmup:
        return rate * (k + 1) / warmup
    return rate * (1 + np.cos(np.pi * (k - warmup) / max(1, steps - warmup))) / 2 if cosine else rate
def window(text, start, T):
    return text[start:start + T], text[start + 1:start + T + 1], [1 / T] * T
def windows(text, T):
    count = min(20, len(text) // T)
    return [window(text, (len(text) - T - 1) * i // max(1, count - 1), T) for i in range(max(1, count))]
`
