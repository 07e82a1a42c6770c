"""ResNet-18 for images of 32 x 32, batch normalisation by the batch's statistics, mean cross-entropy, p -= lr * gradient."""

import os

import numpy
import torch
from torch import nn

from peer_residual import fastest


def prepare(request):
    data = {name: torch.from_numpy(numpy.load(os.path.join(request["folder"], name + ".npy"))) for name in ("p", "x")}
    rate = request["rate"]
    if request["variant"] == "user":
        return Training(data, rate, "contiguous_format", False)
    return fastest([Training(data, rate, "contiguous_format", True), Training(data, rate, "channels_last", False),
                    Training(data, rate, "channels_last", True), Training(data, rate, "mkldnn", False)])


class Block(nn.Module):
    def __init__(self, inputs, channels, stride, inplace):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU(inplace=inplace)
        self.skip = nn.Sequential()
        if stride > 1:
            self.skip = nn.Sequential(nn.Conv2d(inputs, channels, 1, stride, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return self.relu(y + self.skip(x))


def network(inplace):
    layers = [nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=inplace)]
    inputs = 64
    for stage in range(4):
        for block in range(2):
            layers.append(Block(inputs, 64 << stage, 2 if stage > 0 and block == 0 else 1, inplace))
            inputs = 64 << stage
    return nn.Sequential(*layers), nn.Linear(inputs, 10)


class Training:
    """nn.Module, autograd, torch.optim.SGD; layouts and activations in place are the choices that a user has."""

    def __init__(self, data, rate, layout, inplace):
        self.note = "nn.Module, autograd, torch.optim.SGD, %s%s" % (layout, ", ReLU in place" if inplace else "")
        self.data = data
        self.features, self.head = network(inplace)
        self.x = data["x"]
        self.blocked = layout == "mkldnn"
        if self.blocked:
            self.x = self.x.to_mkldnn()
        else:
            self.features = self.features.to(memory_format=getattr(torch, layout))
            self.x = self.x.contiguous(memory_format=getattr(torch, layout))
        self.t = torch.arange(len(data["x"])) % 10
        self.loss = nn.CrossEntropyLoss()
        self.parameters = list(self.features.parameters()) + list(self.head.parameters())
        self.optimiser = torch.optim.SGD(self.parameters, lr=rate)

    def reset(self):
        with torch.no_grad():
            start = 0
            for p in self.parameters:
                # Ours is x A + b, PyTorch's x A^T + b.
                shape = p.shape[::-1] if p.dim() == 2 else p.shape
                values = self.data["p"][start:start + p.numel()].view(shape)
                p.copy_(values.t() if p.dim() == 2 else values)
                start += p.numel()
            assert start == self.data["p"].numel()

    def run(self, steps):
        losses = []
        for _ in range(steps):
            self.optimiser.zero_grad()
            y = self.features(self.x)
            if self.blocked:
                y = y.to_dense()
            loss = self.loss(self.head(y.mean((2, 3))), self.t)
            loss.backward()
            self.optimiser.step()
            losses.append(loss.item())
        return losses
