package org.plumbline.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes all open logs and series of the process durable once a second, from one daemon thread, so that a power cut loses about a
 * second and no training step waits for the disk. A failure is kept by what failed and thrown at its next append.
 */
public final class GroupForce {
    private static final long PERIOD_MILLIS = 1000;
    private static final GroupForce PROCESS = new GroupForce();
    private final Set<Forceable> members = new LinkedHashSet<>();
    private Thread thread;

    private GroupForce() {
    }

    /** @return the one of this process */
    public static GroupForce ofProcess() {
        return PROCESS;
    }

    /** Takes part from now on, until it is closed. */
    public synchronized void add(Forceable member) {
        members.add(member);
        if (thread == null) {
            thread = new Thread(this::run, "group force");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        while (true) {
            try {
                Thread.sleep(PERIOD_MILLIS);
            } catch (InterruptedException e) {
                continue; // nobody has a reason to stop it; it ends with the process
            }
            for (Forceable member : open()) {
                try {
                    member.force();
                } catch (StoreException | RuntimeException e) {
                    // its next append tries again and throws
                }
            }
        }
    }

    private synchronized List<Forceable> open() {
        members.removeIf(member -> !member.isOpen());
        return new ArrayList<>(members);
    }
}
