package org.opportune.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Stops what was started when the process ends, whatever ends it: the server before the database that it uses. */
final class Shutdown {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    private Shutdown() {}

    static Shutdown atExit() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::run, "opportune-shutdown"));
        return shutdown;
    }

    synchronized <T> T stopsFirst(T started, Consumer<T> stop) {
        steps.addFirst(() -> stop.accept(started));
        return started;
    }

    synchronized <T> T stopsLast(T started, Consumer<T> stop) {
        steps.addLast(() -> stop.accept(started));
        return started;
    }

    private synchronized void run() {
        steps.forEach(Runnable::run);
    }
}
