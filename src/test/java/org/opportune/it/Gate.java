package org.opportune.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A port of this machine that leads to another one while it is open, and refuses everybody while it is not: what stands behind it is away, and back at once. */
public final class Gate implements AutoCloseable {
    private final InetAddress here = InetAddress.getLoopbackAddress();
    private final int port;
    private final int behind;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket door;

    private Gate(int port, int behind) {
        this.port = port;
        this.behind = behind;
    }

    /** One that is open. */
    public static Gate to(int behind) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Gate gate = new Gate(port, behind);
        gate.open();
        return gate;
    }

    public int port() {
        return port;
    }

    public void open() throws IOException {
        ServerSocket opened = new ServerSocket(port, 50, here);
        door = opened;
        inBackground(() -> {
            while (true) {
                Socket in = opened.accept();
                Socket out = new Socket(here, behind);
                passing.add(in);
                passing.add(out);
                inBackground(() -> in.getInputStream().transferTo(out.getOutputStream()), in, out);
                inBackground(() -> out.getInputStream().transferTo(in.getOutputStream()), in, out);
            }
        });
    }

    @Override
    public void close() {
        shut();
    }

    /** Until it is opened again. Also those who are passing are cut off. */
    public void shut() {
        try {
            if (door != null) {
                door.close();
            }
            for (Socket socket : passing) {
                socket.close();
            }
            passing.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void inBackground(Work work, Socket... after) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one of the two ends has gone
            } finally {
                for (Socket socket : after) {
                    closeQuietly(socket);
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is as good as closed
        }
    }

    private interface Work {
        void run() throws IOException;
    }
}
