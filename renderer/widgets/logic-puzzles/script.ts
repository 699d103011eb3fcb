import { pythonFrom } from '../frame/model.ts'

/** The moves of every puzzle, as Python. */
const moves = `def flip(s, who):
    return tuple(1 - v if i in who else v for i, v in enumerate(s))

def jugs(s):
    for i, c in enumerate(caps):
        for v in (c, 0):
            yield s[:i] + (v,) + s[i + 1:], 1
        for j in range(len(caps)):
            if i != j:
                p, t = min(s[i], caps[j] - s[j]), list(s)
                t[i], t[j] = t[i] - p, t[j] + p
                yield tuple(t), 1

def river(s):
    for who in ({0}, {0, 1}, {0, 2}, {0, 3}):
        t = flip(s, who)
        if all(s[i] == s[0] for i in who) and (t[2] == t[0] or t[2] not in (t[1], t[3])):
            yield t, 1

def missionaries(s):
    for x, y in ((1, 0), (2, 0), (0, 1), (0, 2), (1, 1)):
        way = -1 if s[2] else 1
        m, c = s[0] + way * x, s[1] + way * y
        if 0 <= m <= 3 and 0 <= c <= 3 and (m == 0 or m >= c) and (m == 3 or 3 - m >= 3 - c):
            yield (m, c, 1 - s[2]), 1

def bridge(s):
    here = [i for i in range(len(times)) if s[i] == s[-1]]
    for i in here:
        for j in here:
            if i <= j:
                yield flip(s, {i, j, len(times)}), max(times[i], times[j])

def hanoi(s):
    for a in range(3):
        for b in range(3):
            if a != b and a in s and (b not in s or s.index(a) < s.index(b)):
                yield s[:s.index(a)] + (b,) + s[s.index(a) + 1:], 1

def queens(n, board=()):
    if len(board) == n:
        return 1
    return sum(queens(n, board + (q,)) for q in range(n)
               if all(q != p and abs(q - p) != len(board) - i for i, p in enumerate(board)))

`

/** Searches the puzzle whose name stands in `puzzle`. */
const search = `worlds = {
    "water-jugs": ((0,) * len(caps), jugs, lambda s: goal in s),
    "river-crossing": ((0,) * 4, river, lambda s: all(s)),
    "missionaries": ((3, 3, 1), missionaries, lambda s: s[:2] == (0, 0)),
    "bridge": ((0,) * (len(times) + 1), bridge, lambda s: all(s[:-1])),
    "hanoi": ((0,) * (size or 4), hanoi, lambda s: set(s) == {2}),
}
if puzzle == "queens":
    print("solutions", queens(size or 8))
else:
    start, moves, solved = worlds[puzzle]
    heap, done = [(0, [start])], set()
    while heap:
        cost, path = heappop(heap)
        if solved(path[-1]):
            print("cost", cost, "way", path)
            break
        if path[-1] in done:
            continue
        done.add(path[-1])
        for to, price in moves(path[-1]):
            if to not in done:
                heappush(heap, (cost + price, path + [to]))
    else:
        print("there is no way; states", len(done))
`

interface Setting {
  readonly puzzle: string
  readonly capacities: readonly number[]
  readonly goal: number
  readonly times: readonly number[]
  readonly size: number
}

export const script = ({ puzzle, capacities, goal, times, size }: Setting): string =>
  `# A puzzle: its cheapest way by Dijkstra's search (1959), or all boards by backtracking.
from heapq import heappush, heappop

puzzle = ${pythonFrom(puzzle)}
caps, goal, times, size = ${pythonFrom(capacities)}, ${goal}, ${pythonFrom(times)}, ${size}

${moves}${search}`
