"""Singular values, or the whole thin decomposition, of a stack of matrices in double precision."""

import os

import numpy
import torch


def prepare(request):
    stack = torch.from_numpy(numpy.load(os.path.join(request["folder"], "stack.npy"))).double()
    return {"values": Values, "one-by-one": OneByOne, "full": Full}[request["variant"]](stack)


class Values:
    note = "torch.linalg.svdvals of the whole stack"

    def __init__(self, stack):
        self.stack = stack

    def reset(self):
        pass

    def run(self, steps):
        for _ in range(steps):
            values = self.decompose()
        return values.flatten()[:1000].tolist()

    def decompose(self):
        return torch.linalg.svdvals(self.stack)


class OneByOne(Values):
    note = "a loop over torch.linalg.svdvals"

    def decompose(self):
        return torch.stack([torch.linalg.svdvals(matrix) for matrix in self.stack])


class Full(Values):
    note = "torch.linalg.svd, thin"

    def decompose(self):
        return torch.linalg.svd(self.stack, full_matrices=False)[1]
