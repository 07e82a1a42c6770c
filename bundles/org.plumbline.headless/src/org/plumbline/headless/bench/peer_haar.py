"""The orthogonal factor of a Gaussian matrix, with the signs that make R's diagonal positive, in double precision."""

import os

import numpy
import torch


def prepare(request):
    gaussian = torch.from_numpy(numpy.load(os.path.join(request["folder"], "gaussian.npy"))).double()
    return {"product": Product, "in-place": InPlace}[request["variant"]](gaussian)


class Product:
    note = "torch.linalg.qr, q * sign of r's diagonal"

    def __init__(self, gaussian):
        self.gaussian = gaussian

    def reset(self):
        pass

    def run(self, steps):
        for _ in range(steps):
            q = self.decompose()
        return q.flatten()[:1000].tolist()

    def decompose(self):
        q, r = torch.linalg.qr(self.gaussian)
        return q * torch.sign(torch.diagonal(r))


class InPlace(Product):
    note = "torch.geqrf and orgqr, signs in place: no R is made"

    def decompose(self):
        a, tau = torch.geqrf(self.gaussian)
        signs = torch.sign(torch.diagonal(a)).clone()
        return torch.linalg.householder_product(a, tau).mul_(signs)
