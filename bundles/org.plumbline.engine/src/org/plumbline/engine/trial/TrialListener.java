package org.plumbline.engine.trial;

/** Hears how a trial goes on; called by the thread that trains. */
public interface TrialListener {

    /** @param loss the loss that the stop rule looks at, of this epoch */
    void epochDone(int epoch, long steps, double loss);

    /** Something that the user should know and that ends nothing: that there is no space on the disk, for example. */
    default void notice(String text) {
        // only who shows it listens
    }
}
