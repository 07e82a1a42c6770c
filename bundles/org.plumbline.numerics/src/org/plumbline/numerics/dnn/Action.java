package org.plumbline.numerics.dnn;

/** One thing that a program does in a pass. */
@FunctionalInterface
interface Action {
    void run(Call call);
}
