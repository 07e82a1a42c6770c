"""h <- tanh(K_k * h + b_k), k = 0 .. L - 1, zero padding; loss = mean of (h_L - t)^2 over all entries; K, b -= lr * gradient."""

import os

import numpy
import torch
from torch.nn.functional import conv2d

from peer_residual import fastest


def prepare(request):
    data = {name: torch.from_numpy(numpy.load(os.path.join(request["folder"], name + ".npy")))
            for name in ("K", "b", "x", "t")}
    rate = request["rate"]
    if request["variant"] == "user":
        return Modules(data, rate, torch.contiguous_format)
    if request["variant"] == "channels_last":
        return Modules(data, rate, torch.channels_last)
    return fastest([Modules(data, rate, torch.channels_last), HandWritten(data, rate, torch.channels_last),
                    HandWritten(data, rate, torch.contiguous_format)])


class Modules:
    """nn.Module loop, autograd, torch.optim.SGD."""

    def __init__(self, data, rate, layout):
        self.data = data
        self.note = "nn.Module loop, autograd, torch.optim.SGD, %s" % str(layout).replace("torch.", "")
        channels = data["b"].shape[1]
        layers = []
        for _ in data["b"]:
            layers += [torch.nn.Conv2d(channels, channels, 3, padding=1), torch.nn.Tanh()]
        self.net = torch.nn.Sequential(*layers).to(memory_format=layout)
        self.optimiser = torch.optim.SGD(self.net.parameters(), lr=rate)
        self.loss = torch.nn.MSELoss()
        self.x = data["x"].contiguous(memory_format=layout)
        self.t = data["t"].contiguous(memory_format=layout)

    def reset(self):
        with torch.no_grad():
            for layer, k, b in zip(self.net[::2], self.data["K"], self.data["b"]):
                layer.weight.copy_(k)
                layer.bias.copy_(b)

    def run(self, steps):
        losses = []
        for _ in range(steps):
            self.optimiser.zero_grad()
            loss = self.loss(self.net(self.x), self.t)
            loss.backward()
            self.optimiser.step()
            losses.append(loss.item())
        return losses


class HandWritten:
    """Backward pass by hand: no graph, no gradient by the input, states overwritten by derivatives."""

    def __init__(self, data, rate, layout):
        self.data, self.rate = data, rate
        self.note = "hand-written, %s" % str(layout).replace("torch.", "")
        self.K = [k.clone(memory_format=layout) for k in data["K"]]
        self.b = [b.clone() for b in data["b"]]
        self.x = data["x"].contiguous(memory_format=layout)
        self.t = data["t"].contiguous(memory_format=layout)

    def reset(self):
        for k, b, k0, b0 in zip(self.K, self.b, self.data["K"], self.data["b"]):
            k.copy_(k0)
            b.copy_(b0)

    def run(self, steps):
        with torch.no_grad():
            return [self.step() for _ in range(steps)]

    def step(self):
        states = [self.x]
        for k, b in zip(self.K, self.b):
            states.append(conv2d(states[-1], k, b, padding=1).tanh_())
        g = states[-1] - self.t
        loss = g.square().mean().item()
        g.mul_(2 / g.numel())
        backward = torch.ops.aten.convolution_backward
        for i in range(len(self.K) - 1, -1, -1):
            dz = torch.ops.aten.tanh_backward(g, states.pop())
            g, gk, gb = backward(dz, states[-1], self.K[i], [self.K[i].shape[0]], [1, 1], [1, 1], [1, 1], False, [0, 0], 1,
                                 [i > 0, True, True])
            self.K[i].add_(gk, alpha=-self.rate)
            self.b[i].add_(gb, alpha=-self.rate)
        return loss
