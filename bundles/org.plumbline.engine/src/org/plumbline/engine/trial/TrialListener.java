package org.plumbline.engine.trial;

/** Hears how a trial goes on; called by the thread that trains. */
public interface TrialListener {

    /** @param loss the loss that the stop rule looks at, of this epoch */
    void epochDone(int epoch, long steps, double loss);
}
