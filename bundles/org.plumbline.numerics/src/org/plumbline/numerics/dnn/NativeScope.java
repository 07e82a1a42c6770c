package org.plumbline.numerics.dnn;

import java.util.ArrayDeque;
import java.util.Deque;

import org.bytedeco.javacpp.Pointer;

/**
 * Native objects that live and die together: released on close, last first, not when the collector finds them.
 * Unlike a PointerScope it may be closed by another thread than the one that opened it.
 */
final class NativeScope implements AutoCloseable {

    private final Deque<Pointer> owned = new ArrayDeque<>();

    /** Keeps an object beyond the PointerScope that surrounds its creation. */
    <P extends Pointer> P own(P pointer) {
        pointer.retainReference();
        owned.push(pointer);
        return pointer;
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            owned.pop().releaseReference();
        }
    }
}
