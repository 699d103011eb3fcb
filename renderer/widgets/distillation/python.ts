/** The part of the script that no setting changes: networks, their slopes, Adam, and the three lessons. */
export const body = `K = y.max() + 1
hard = np.eye(K)[y]
batch = min(16, len(X))

def new(widths, random):
    drawn = lambda m, n: np.array([random.normal() for _ in range(m * n)]).reshape(m, n) * np.sqrt(2 / (m + n))
    return [p for m, n in zip(widths, widths[1:]) for p in (drawn(m, n), np.zeros(n))]

def forward(net, x):
    hs = [x]
    for i in range(0, len(net), 2):
        z = hs[-1] @ net[i] + net[i + 1]
        hs.append(np.tanh(z) if i < len(net) - 2 else z)
    return hs

def slopes(net, hs, d):
    out = [None] * len(net)
    for i in reversed(range(0, len(net), 2)):
        out[i], out[i + 1] = hs[i // 2].T @ d, d.sum(0)
        if i:
            d = (d @ net[i].T) * (1 - hs[i // 2] ** 2)
    return out

def train(widths, soft, share, weights, turns):
    net, cases = new(widths, Stream(seed, weights)), batches(Stream(seed, turns), len(X), batch)
    m, v = [np.zeros_like(p) for p in net], [np.zeros_like(p) for p in net]
    for k in range(steps):
        some = next(cases)
        hs = forward(net, X[some])
        d = (1 - share) * (softmax(hs[-1], axis=1) - hard[some])
        if share:
            d = d + share * T * (softmax(hs[-1] / T, axis=1) - soft[some])
        for p, g, mi, vi in zip(net, slopes(net, hs, d / len(some)), m, v):
            mi += 0.1 * (g - mi)
            vi += 0.001 * (g * g - vi)
            p -= lr * (mi / (1 - 0.9 ** (k + 1))) / (np.sqrt(vi / (1 - 0.999 ** (k + 1))) + 1e-8)
    return net

def told(net):
    logits = forward(net, X)[-1]
    return (logits.argmax(1) == y).mean(), -log_softmax(logits, axis=1)[np.arange(len(X)), y].mean()

# Shares of right answers, and losses over all cases.
teacher = train([X.shape[1]] + hidden + [K], None, 0, 0, 1)
soft = softmax(forward(teacher, X)[-1] / T, axis=1)
print("teacher", *told(teacher))
print("student taught", *told(train([X.shape[1]] + student + [K], soft, a, 11, 12)))
print("student alone", *told(train([X.shape[1]] + student + [K], soft, 0, 11, 12)))
`
