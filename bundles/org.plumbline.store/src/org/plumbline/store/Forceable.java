package org.plumbline.store;

/** Something whose accepted content can be made durable from any thread. */
public interface Forceable {
    /** Returns when all that was accepted before the call is durable; does nothing if nothing is new. */
    void force() throws StoreException;

    /** @return false after it was closed */
    boolean isOpen();
}
