"""h <- h + delta tanh(h A_k + b_k), k = 0 .. L - 1; loss = mean of (h_L - t)^2 over all entries; A, b -= lr * gradient."""

import os
import time
from typing import List

import numpy
import torch
from torch import Tensor


def prepare(request):
    data = {name: torch.from_numpy(numpy.load(os.path.join(request["folder"], name + ".npy")))
            for name in ("A", "b", "x", "t")}
    delta, rate = request["delta"], request["rate"]
    if request["variant"] == "user":
        return AsUsersWriteIt(data, delta, rate)
    seeds = request["seeds"] if request["variant"] == "batched" else 0
    return fastest([make(data, delta, rate, seeds) for make in (PerLayer, Deferred, Scripted)])


def fastest(candidates):
    """The peer is whichever is quicker here and now: a skilled user would have tried them too."""
    times = []
    for candidate in candidates:
        candidate.reset()
        candidate.run(2)
        each = []
        for _ in range(3):
            start = time.process_time()
            candidate.run(1)
            each.append(time.process_time() - start)
        times.append(min(each))
    chosen = candidates[times.index(min(times))]
    chosen.note += " (fastest of %s ms a step)" % ", ".join("%.3g" % (1e3 * each) for each in times)
    return chosen


class Block(torch.nn.Module):
    def __init__(self, width, delta):
        super().__init__()
        self.linear = torch.nn.Linear(width, width)
        self.delta = delta

    def forward(self, h):
        return h + self.delta * torch.tanh(self.linear(h))


class AsUsersWriteIt:
    note = "nn.Module loop, autograd, torch.optim.SGD"

    def __init__(self, data, delta, rate):
        self.data = data
        depth, width, _ = data["A"].shape
        self.net = torch.nn.Sequential(*[Block(width, delta) for _ in range(depth)])
        self.optimiser = torch.optim.SGD(self.net.parameters(), lr=rate)
        self.loss = torch.nn.MSELoss()

    def reset(self):
        with torch.no_grad():
            for block, a, b in zip(self.net, self.data["A"], self.data["b"]):
                block.linear.weight.copy_(a.t())
                block.linear.bias.copy_(b)

    def run(self, steps):
        losses = []
        for _ in range(steps):
            self.optimiser.zero_grad()
            loss = self.loss(self.net(self.data["x"]), self.data["t"])
            loss.backward()
            self.optimiser.step()
            losses.append(loss.item())
        return losses


class HandWritten:
    """Memory is allocated once and all views are made once; seeds > 0 adds a leading axis to everything but time."""

    def __init__(self, data, delta, rate, seeds):
        self.delta, self.rate, self.seeds = delta, rate, seeds
        self.first = data
        depth, width, _ = data["A"].shape
        rows = data["x"].shape[0]
        lead = (seeds,) if seeds else ()
        self.A = torch.empty((depth,) + lead + (width, width))
        self.b = torch.empty((depth,) + lead + ((1, width) if seeds else (width,)))
        self.gA, self.gb = torch.empty_like(self.A), torch.empty_like(self.b)
        self.H = torch.empty((depth + 1,) + lead + (rows, width))
        self.S = torch.empty((depth,) + lead + (rows, width))
        self.g = torch.empty(lead + (rows, width))
        self.t = data["t"].expand(lead + (rows, width)).contiguous()
        self.h, self.s = list(self.H), list(self.S)
        self.a, self.aT = list(self.A), [a.transpose(-1, -2) for a in self.A]
        self.bias, self.ga, self.gbias = list(self.b), list(self.gA), list(self.gb)
        self.hT = [h.transpose(-1, -2) for h in self.H]
        self.product = torch.baddbmm if seeds else torch.addmm

    def reset(self):
        # Other seeds only need other values of the same size; the first has ours.
        if self.seeds:
            order = torch.Generator().manual_seed(1)
            for s in range(self.seeds):
                layers = torch.randperm(len(self.A), generator=order) if s else torch.arange(len(self.A))
                self.A[:, s] = self.first["A"][layers]
                self.b[:, s, 0] = self.first["b"][layers]
        else:
            self.A.copy_(self.first["A"])
            self.b.copy_(self.first["b"])
        self.H[0] = self.first["x"]

    def run(self, steps):
        with torch.no_grad():
            return [self.step() for _ in range(steps)]

    def step(self):
        self.forward()
        torch.sub(self.h[-1], self.t, out=self.g)
        entries = self.t.shape[-1] * self.t.shape[-2]
        first = self.g[0] if self.seeds else self.g
        loss = torch.dot(first.reshape(-1), first.reshape(-1)).item() / entries
        self.g.mul_(2 / entries)
        self.backward()
        # gA and gb are without the factor delta, which the rate takes.
        self.A.add_(self.gA, alpha=-self.rate * self.delta)
        self.b.add_(self.gb, alpha=-self.rate * self.delta)
        return loss

    def forward(self):
        for h, nxt, s, a, bias in zip(self.h, self.h[1:], self.s, self.a, self.bias):
            self.product(bias, h, a, out=s)
            s.tanh_()
            torch.add(h, s, alpha=self.delta, out=nxt)


class PerLayer(HandWritten):
    note = "hand-written, layer by layer"

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.dz = torch.empty_like(self.g)

    def backward(self):
        g, dz, delta = self.g, self.dz, self.delta
        tanh_backward, times = torch.ops.aten.tanh_backward.grad_input, torch.bmm if self.seeds else torch.mm
        grow = g.baddbmm_ if self.seeds else g.addmm_
        for k in range(len(self.a) - 1, -1, -1):
            tanh_backward(g, self.s[k], grad_input=dz)
            times(self.hT[k], dz, out=self.ga[k])
            torch.sum(dz, -2, keepdim=self.seeds > 0, out=self.gbias[k])
            grow(dz, self.aT[k], alpha=delta)


class Deferred(HandWritten):
    """Keeps dz in place of s, and forms the parameters' gradients of all layers by two calls."""

    note = "hand-written, one bmm for the gradients"

    def __init__(self, *arguments):
        super().__init__(*arguments)
        depth, width = len(self.a), self.t.shape[-1]
        rows = self.t.shape[-2]
        self.allHT = self.H[:-1].reshape(-1, rows, width).transpose(1, 2)
        self.allDz = self.S.view(-1, rows, width)
        self.allGa = self.gA.view(-1, width, width)
        self.allGb = self.gb.view(-1, width)

    def gradients(self):
        torch.bmm(self.allHT, self.allDz, out=self.allGa)
        torch.sum(self.allDz, 1, out=self.allGb)

    def backward(self):
        g, delta = self.g, self.delta
        tanh_backward = torch.ops.aten.tanh_backward.grad_input
        grow = g.baddbmm_ if self.seeds else g.addmm_
        for s, aT in zip(reversed(self.s), reversed(self.aT)):
            tanh_backward(g, s, grad_input=s)
            grow(s, aT, alpha=delta)
        self.gradients()


@torch.jit.script
def forward_loop(h: List[Tensor], s: List[Tensor], a: List[Tensor], bias: List[Tensor], delta: float, many: bool):
    for k in range(len(a)):
        if many:
            torch.baddbmm(bias[k], h[k], a[k], out=s[k])
        else:
            torch.addmm(bias[k], h[k], a[k], out=s[k])
        s[k].tanh_()
        torch.add(h[k], s[k], alpha=delta, out=h[k + 1])


@torch.jit.script
def backward_loop(g: Tensor, s: List[Tensor], aT: List[Tensor], delta: float, many: bool):
    for i in range(len(s)):
        k = len(s) - 1 - i
        torch.ops.aten.tanh_backward(g, s[k], grad_input=s[k])
        if many:
            g.baddbmm_(s[k], aT[k], alpha=delta)
        else:
            g.addmm_(s[k], aT[k], alpha=delta)


class Scripted(Deferred):
    note = "hand-written, one bmm for the gradients, TorchScript loops"

    def forward(self):
        forward_loop(self.h, self.s, self.a, self.bias, self.delta, self.seeds > 0)

    def backward(self):
        backward_loop(self.g, self.s, self.aT, self.delta, self.seeds > 0)
        self.gradients()
